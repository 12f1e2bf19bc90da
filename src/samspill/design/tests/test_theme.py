"""The promises of `theme`: whatever colour a municipality has, words can be read and borders seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.design import theme

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
SURFACES = ("background-default", "background-tinted", "surface-default", "surface-tinted", "surface-hover")


@settings(deadline=None)  # the machine may be busy
@given(colours, st.booleans())
def test_words_on_a_button_can_be_read_also_while_it_is_pressed(colour: str, dark: bool) -> None:
    steps = theme.scale(colour, dark=dark)

    weakest = min(
        theme.contrast(steps["base-contrast-default"], steps[f"base-{s}"]) for s in ("default", "hover", "active")
    )

    assert weakest >= 4.5


@settings(deadline=None)  # the machine may be busy
@given(colours, st.booleans())
def test_words_on_every_surface_can_be_read(colour: str, dark: bool) -> None:
    steps = theme.scale(colour, dark=dark)

    weakest = min(theme.contrast(steps[t], steps[s]) for t in ("text-subtle", "text-default") for s in SURFACES)

    assert weakest >= 4.5


@settings(deadline=None)  # the machine may be busy
@given(colours, st.booleans())
def test_borders_and_buttons_can_be_seen_on_every_surface(colour: str, dark: bool) -> None:
    steps = theme.scale(colour, dark=dark)

    weakest = min(theme.contrast(steps[b], steps[s]) for b in ("border-default", "base-default") for s in SURFACES)

    assert weakest >= 3


def test_a_dark_enough_colour_is_kept_as_it_is() -> None:
    assert theme.scale("#1b5e6b", dark=False)["base-default"] == "#1b5e6b"


@settings(deadline=None)  # the machine may be busy
@given(colours)
def test_the_style_sheet_has_every_step_for_light_dark_and_auto(colour: str) -> None:
    sheet = theme.css(colour)

    counts = {
        name: len(re.findall(rf"--ds-color-accent-{name}:#[0-9a-f]{{6}};", sheet))
        for name in theme.scale(colour, dark=True)
    }

    assert set(counts.values()) == {3}


@pytest.mark.parametrize(("written", "clean"), [("#FC0", "#ffcc00"), (" 1B5E6B ", "#1b5e6b")])
def test_usual_ways_of_writing_a_colour_are_read(written: str, clean: str) -> None:
    assert theme.clean(written) == clean


@pytest.mark.parametrize("colour", ["", "red", "#12", "#12345g", "#1b5e6b;}body{"])
def test_anything_else_is_refused_with_what_is_accepted(colour: str) -> None:
    with pytest.raises(theme.ColourError, match="Accepted: a hex colour"):
        theme.clean(colour)


def test_the_built_in_theme_is_the_one_computed_here() -> None:
    sheet = Path(theme.__file__).parent / "styles" / "brand.css"

    assert sheet.read_text() == theme.css(theme.DEFAULT)
