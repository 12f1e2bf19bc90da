"""The style sheet wears the colours that the core has checked."""

import re
from pathlib import Path

import pytest

from samspill import design
from samspill.core.yearwheel.signs import GROUND, SIGNS

STYLES = (Path(design.__file__).parent / "styles" / "wheel.css").read_text(encoding="utf-8")
GROUNDS = ("--ss-wheel-page", "--ss-wheel-ring", "--ss-wheel-closed")


def declared(name: str) -> list[str]:
    """What a variable is, in the order of the sheet: light, dark by choice, dark by the system."""
    return re.findall(rf"{name}: (#[0-9a-f]{{6}});", STYLES)


@pytest.mark.parametrize("kind", sorted(SIGNS))
def test_each_sign_has_its_checked_colours(kind: str) -> None:
    sign = SIGNS[kind]

    assert declared(f"--ss-sign-{kind}") == [sign.light, sign.dark, sign.dark]
    assert f'[data-sign="{kind}"] {{ fill: var(--ss-sign-{kind}); }}' in STYLES


def test_they_lie_on_the_ground_they_were_checked_against() -> None:
    found = [declared(name) for name in GROUNDS]

    assert found == [[light, dark, dark] for light, dark in zip(GROUND["light"], GROUND["dark"], strict=True)]
