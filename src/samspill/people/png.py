"""Whether some bytes are a PNG picture: by their own form, never by the file's name."""

from __future__ import annotations

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS = 4000


def is_png(data: bytes) -> bool:
    """Every chunk whole and with the right check sum, a header of sensible size first and an end last."""
    if not data.startswith(SIGNATURE):
        return False
    place = len(SIGNATURE)
    kinds: list[bytes] = []
    while place + 12 <= len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        body = data[place + 4 : place + 8 + length]
        if data[place + 8 + length : place + 12 + length] != struct.pack(">I", zlib.crc32(body)):
            return False
        if not kinds and not _sensible(body):
            return False
        kinds.append(body[:4])
        place += 12 + length
    return place == len(data) and kinds[-1:] == [b"IEND"] and b"IDAT" in kinds


def _sensible(header: bytes) -> bool:
    if header[:4] != b"IHDR" or len(header) != 17:
        return False
    sides: tuple[int, int] = struct.unpack(">II", header[4:12])
    return all(0 < side <= MOST_PIXELS for side in sides)
