from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.core.nordic.guard import Hit, Kind, Roster, look
from samspill.core.nordic.numbers import is_norwegian, is_swedish
from samspill.core.nordic.tests.minutes import ROSTER, SENTENCES, UNSEEN

STAFF = Roster.of(ROSTER)
LABEL = re.compile("[⟦⟧]")


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in look(text, STAFF)]


def labelled(sentences: str) -> list[tuple[str, set[str]]]:
    lines = [line.split("|", 1)[1] for line in sentences.strip().splitlines()]
    return [(LABEL.sub("", text), set(re.findall("⟦(.*?)⟧", text))) for text in lines]


@pytest.mark.parametrize(("name", "sentences", "floor"), [("seeded", SENTENCES, 0.95), ("unseen", UNSEEN, 0.8)])
def test_precision_and_recall(name: str, sentences: str, floor: float, capsys: pytest.CaptureFixture[str]) -> None:
    right = [(wanted, set(found(text))) for text, wanted in labelled(sentences)]

    hits = sum(len(wanted & got) for wanted, got in right)
    precision = hits / sum(len(got) for _wanted, got in right)
    recall = hits / sum(len(wanted) for wanted, _got in right)

    with capsys.disabled():
        sys.stdout.write(f"\nguard, {name}: precision {precision:.2f}, recall {recall:.2f}, {len(right)} sentences\n")
    assert min(precision, recall) >= floor


@pytest.mark.parametrize(
    ("text", "kind"), [("01810100016", Kind.IDENTITY_NUMBER), ("010101-1234", Kind.IDENTITY_NUMBER)]
)
def test_the_kind_of_a_number(text: str, kind: Kind) -> None:
    assert [hit.kind for hit in look(f"nr. {text}, sagt i dag")] == [kind]


def test_check_digits() -> None:
    assert is_norwegian("01810100016")
    assert not is_norwegian("01810100017")
    assert is_swedish("8112189876")
    assert not is_swedish("8112189875")


@pytest.mark.parametrize(
    "text", ["Kontonummer 12345678901", "Sak 2026/123456", "kr 1 200 000,00", "20261122", "ISBN 9788202123456"]
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert look(text) == ()


@pytest.mark.parametrize("text", ["Ingrid", "Ingrid Berge", "Ingrids", "Ingrid B.", "Tor Lien"])
def test_a_colleague_may_be_named(text: str) -> None:
    assert look(f"Saken tas med av {text} neste uke.", STAFF) == ()


@pytest.mark.parametrize("text", ["eleven Ingrid", "Ingrid i 6A", "Ingrid Hansen"])
def test_a_colleagues_first_name_may_be_a_pupils(text: str) -> None:
    assert [hit.kind for hit in look(f"Vi snakket om {text} i dag.", STAFF)] == [Kind.NAME]


@given(st.text())
def test_any_text_is_looked_at(text: str) -> None:
    for hit in look(text, STAFF):
        assert isinstance(hit, Hit)
        assert 0 <= hit.start < hit.end <= len(text)
