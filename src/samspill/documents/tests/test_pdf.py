from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspill.documents import paper as p
from samspill.documents.pdf import pdf
from samspill.documents.tests.samples import AT, NORDIC, SAMI, minutes, opened, roles

HOSTILE = [
    '#import "@preview/x:0.1.0": y #eval("1") $x^2$ *a* _b_ @ref <label> \\ // /* `raw` [c] {d}',
    '", "is": "break", "x": "\\u0000',
    "<script>alert(1)</script>&amp;",
    "\x00\x01\x1b[31m\ufeff\u202eevil\u2066\ud800",
    "مرحبا שלום 日本語 👋🏽 \ue000 \U000f0000",
    "a\u0301\u0328\u20dd" * 9,
    "\n\n\r\n\u2028",
    "",
]


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf(minutes(), at=AT)


def test_it_names_both_standards_and_itself(made: bytes) -> None:
    with opened(made) as file, file.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"]) == ("2", "A", "1")
        assert (told["dc:title"], str(file.Root.Lang)) == (f"Minutes {NORDIC}", "nn-NO")
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle


def test_its_structure_can_be_read_aloud(made: bytes) -> None:
    with opened(made) as file:
        found = roles(file)

    assert {"H1", "H2", "H3", "P", "L", "LI", "Table", "Caption", "TH", "TD", "BlockQuote", "Link", "Figure"} <= {
        *found
    }
    assert (found.count("Table"), found.count("TH"), found.count("TD")) == (1, 3, 180)
    assert found.index("H1") < found.index("H2") < found.index("H3")


def test_every_font_lies_in_the_file(made: bytes) -> None:
    with opened(made) as file:
        fonts = [one for page in file.pages for one in page.Resources.get("/Font", {}).values()]
        kinds = [one.DescendantFonts[0].FontDescriptor.keys() for one in fonts]

    assert fonts
    assert all(kind & {"/FontFile", "/FontFile2", "/FontFile3"} for kind in kinds)


def test_the_same_paper_gives_the_same_bytes(made: bytes) -> None:
    assert pdf(minutes(), at=AT) == made


@pytest.mark.parametrize("language", ["nb", "nn", "da", "sv", "en"])
def test_it_speaks_the_language_of_the_paper(language: str) -> None:
    with opened(pdf(minutes(language=language, blocks=()), at=AT)) as file:
        assert str(file.Root.Lang) == p.LOCALES[language]


@pytest.mark.parametrize("text", [NORDIC, SAMI, "„“”‘’–—…•·§€°½×→✓☐☑"])
def test_our_letters_have_a_shape(text: str) -> None:
    drawn = pdf(p.Paper("Letters", blocks=(p.Paragraph(p.runs(text)),)), at=AT)

    assert set("".join(text.split())) <= _letters(drawn)


def _letters(made: bytes) -> set[str]:
    """Every letter that the fonts of the file say they can be read back as."""
    with opened(made) as file:
        maps = [
            bytes(font.ToUnicode.read_bytes()).decode()
            for page in file.pages
            for font in page.Resources.get("/Font", {}).values()
        ]
    codes = [code for one in maps for code in re.findall(r"<[0-9a-fA-F]+> <([0-9a-fA-F]+)>", one)]
    return {letter for code in codes for letter in bytes.fromhex(code).decode("utf-16-be")}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    everywhere = minutes(title=text, kind=text, meta=((text, text),), blocks=_all_of(text))

    with opened(pdf(everywhere, at=AT)) as file:
        assert file.Root.MarkInfo.Marked


def _all_of(text: str) -> tuple[p.Block, ...]:
    runs = p.runs(p.Run(text, strong=True, author=text[:50], url=text), text)
    return (
        p.Heading(1, text[:1000]),
        p.Paragraph(runs),
        p.Bullets((p.Item(runs), p.Item((), (p.Numbered((p.Item(runs),)),)))),
        p.Table(text[:500], (runs,), ((runs,), ())),
        p.Outcome(text[:500], runs, text[:500], text[:500]),
        p.Facts(((text[:500], text),)),
        p.Signatures((text[:500],)),
    )


@pytest.mark.parametrize("text", ["x" * 100_000, "word " * 20_000])
def test_a_text_of_many_pages_is_laid_out(text: str) -> None:
    cell = p.runs(text[:20_000])
    long = (p.Heading(1, text), p.Paragraph(p.runs(text)), p.Table("", (cell,), ((cell,),), row_heads=True))

    with opened(pdf(minutes(title=text, meta=((text, text),), blocks=long), at=AT)) as file:
        assert len(file.pages) > 10


def test_what_is_empty_is_left_out() -> None:
    hollow = (p.Bullets(()), p.Numbered((p.Item(()),)), p.Table("", (), ()), p.Facts(()), p.Paragraph(()), p.Quote(()))

    with opened(pdf(p.Paper("", blocks=(*hollow, p.Heading(1, " "), p.Signatures(()))), at=AT)) as file:
        assert roles(file) == ["Document", "H1"]


texts = st.text(max_size=40)
runs = st.lists(st.builds(p.Run, texts, st.booleans(), st.booleans(), texts, texts), max_size=3).map(tuple)
simple = st.one_of(
    st.builds(p.Heading, st.integers(-1, 9), texts),
    st.builds(p.Paragraph, runs),
    st.builds(p.Quote, runs),
    st.builds(
        p.Table,
        texts,
        st.lists(runs, max_size=3).map(tuple),
        st.lists(st.lists(runs, max_size=4).map(tuple), max_size=3).map(tuple),
        st.booleans(),
    ),
    st.builds(p.Facts, st.lists(st.tuples(texts, texts), max_size=2).map(tuple)),
    st.builds(p.Outcome, texts, runs, texts, texts),
    st.builds(p.Signatures, st.lists(texts, max_size=3).map(tuple)),
    st.just(p.PageBreak()),
)
block = st.recursive(
    simple,
    lambda below: st.builds(
        p.Bullets, st.lists(st.builds(p.Item, runs, st.lists(below, max_size=2).map(tuple)), max_size=3).map(tuple)
    ),
    max_leaves=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.builds(
        p.Paper,
        texts,
        texts,
        st.sampled_from(["nb", "da", "xx"]),
        meta=st.just(()),
        blocks=st.lists(block, max_size=5).map(tuple),
    )
)
def test_no_paper_breaks_it(paper: p.Paper) -> None:
    with opened(pdf(paper, at=AT)) as file:
        assert "H1" in roles(file)
