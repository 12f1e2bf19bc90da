"""The year as a wheel: days to angles, things that happen packed into rings, words beside them; no markup."""

from samspill.core.yearwheel.dial import Arc, Dial, quarter_of, quarters
from samspill.core.yearwheel.picture import SIZES, Event, Mark, Picture, Ring, Shade, Sizes, draw
from samspill.core.yearwheel.signs import SIGNS, Sign, contrast

__all__ = [
    "SIGNS",
    "SIZES",
    "Arc",
    "Dial",
    "Event",
    "Mark",
    "Picture",
    "Ring",
    "Shade",
    "Sign",
    "Sizes",
    "contrast",
    "draw",
    "quarter_of",
    "quarters",
]
