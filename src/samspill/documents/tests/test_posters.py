from dataclasses import replace
from datetime import UTC, datetime

from samspill.documents.posters import Poster, Rows, Sign, poster_pdf

AT = datetime(2026, 8, 17, 8, 0, tzinfo=UTC)
SIGN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M0 0h16v16z"/></svg>'
POSTER = Poster(
    title="Årshjul 2026/27",
    kicker="Fjellheim skole",
    picture=SIGN,
    alt="Et hjul",
    signs=(Sign(SIGN, "Møte"),),
    notes=("Skravert: ingen skole.",),
    list_title="Hva hjulet viser",
    head=("Når", "Hva", "Hvor"),
    parts=(Rows("August", (("17.08.2026", "#panic() $x$ 👋", "Her"),)),),
)


def test_a_poster_is_a_pdf_and_the_same_again() -> None:
    made = poster_pdf(POSTER, at=AT)

    assert made.startswith(b"%PDF")
    assert made == poster_pdf(POSTER, at=AT)


def test_a_poster_without_anything_to_list_is_one_too() -> None:
    assert poster_pdf(replace(POSTER, parts=(), signs=(), notes=()), at=AT).startswith(b"%PDF")
