"""One source, two parts of the same content."""

from __future__ import annotations

import re

from samspill.delivery.letter import Heading, Items, Paragraph, compose
from samspill.delivery.tests.catcher import letter


def test_plain_text_reads_like_a_letter() -> None:
    assert letter().text == (
        "Saklisten for 23. oktober\n\nHei Randi.\n\n"
        "- Fravær på 6. trinn · Minutter: 20\n- Foreldremøte · Minutter: 10\n\n"
        "Åpne saklisten:\nhttps://samspill.example.org/meeting/3/\n\n"
        "-- \nSundvik kommune\nDu får denne fordi du er medlem av ressursteamet.\n"
    )


def test_the_html_says_the_same_with_one_link() -> None:
    html = letter().html

    assert re.findall(r'href="([^"]+)"', html) == ["https://samspill.example.org/meeting/3/"]
    for words in ("Saklisten for 23. oktober", "Hei Randi.", "Foreldremøte", "Sundvik kommune", "Du får denne"):
        assert words in html
    assert '<html lang="nb">' in html
    assert re.search(r"<style|\sstyle=|<script|<img", html) is None


def test_what_people_typed_is_text_in_both() -> None:
    made = letter(municipality="<b>Sundvik & omegn</b>")

    assert "<b>Sundvik & omegn</b>" in made.text
    assert "&lt;b&gt;Sundvik &amp; omegn&lt;/b&gt;" in made.html


def test_headings_lists_and_long_lines() -> None:
    blocks = [Heading("Dette venter"), Items(["kort", ("med lenke", "https://x.example.org/")]), Paragraph("ord " * 40)]

    made = compose("S", blocks, language="da", municipality="M", why="W", unsubscribe="https://x.example.org/mail/")

    assert "Dette venter\n------------\n" in made.text
    assert "- kort\n- med lenke\n  https://x.example.org/\n" in made.text
    assert max(map(len, made.text.splitlines())) <= 76
    assert made.text.rstrip().endswith("https://x.example.org/mail/")
    assert '<a href="https://x.example.org/">med lenke</a>' in made.html
