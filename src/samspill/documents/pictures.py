"""Pictures drawn anew: only the points come along, not what a camera or a mischief wrote beside them."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

from samspill.documents.kinds import MOST_PIXELS

LONGEST_SIDE = 2000
MM_PER_POINT = 25.4 / 110


@dataclass(frozen=True, slots=True)
class Drawn:
    data: bytes
    media_type: str
    width_mm: int


def redrawn(data: bytes) -> Drawn | None:
    """The first picture in `data`, upright and not too large, as PNG or JPEG; None when it is none we know."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP", "GIF"]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return None
                return _drawn(picture)
    except Exception:  # Pillow's readers raise whatever the broken bytes lead them to
        return None


def _drawn(picture: Image.Image) -> Drawn:
    photo = picture.format == "JPEG"
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    see_through = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    plain = upright.convert("RGBA" if see_through else "RGB")
    plain.info.clear()  # a copy would carry the camera's notes along
    made = io.BytesIO()
    if photo:
        plain.convert("RGB").save(made, "JPEG", quality=85, optimize=True)
    else:
        plain.save(made, "PNG")
    width = max(5, min(165, round(plain.width * MM_PER_POINT)))
    return Drawn(made.getvalue(), "image/jpeg" if photo else "image/png", width)
