import pytest

from samspill.access import phrases
from samspill.access.context import reasons, wearing
from samspill.access.rules import HATS, PLACES, STATES, Hat, Permit, permits, table


def test_every_word_hat_place_and_state_can_be_said():
    assert set(phrases.WORDS) == set(table())
    assert set(phrases.HATS) == set(HATS)
    assert set(phrases.WEARING) == set(HATS) - {"anyone"}
    assert set(phrases.PLACES) == set(PLACES)
    assert set(phrases.STATES) == set(STATES)


def test_the_whole_table_is_read_aloud():
    rows = phrases.who_may()

    assert [row.word for row in rows] == list(table())
    assert all(row.who for row in rows)


def test_whoever_is_named_already_is_not_named_again():
    lines = [Permit("school-leader", "unit"), Permit("staff", "unit"), Permit("anyone", "self")]

    assert phrases.shortest(lines) == lines[1:]


@pytest.mark.parametrize("word", table())
def test_leaving_out_what_is_said_already_leaves_nobody_out(word):
    """Worn as people wear them: whoever leads a school works there, and whoever leads an arena sits in it."""
    said = phrases.shortest(permits(word))

    for left_out in set(permits(word)) - set(said):
        assert any(phrases.covers(line, left_out) for line in said)


def test_a_reason_names_the_place_when_it_is_known():
    hat = Hat("school-leader", 1, 2)

    assert "Fjellheim skole" in wearing(hat, "Fjellheim skole")
    assert wearing(hat, "") == str(phrases.WEARING["school-leader"])


def test_a_page_without_a_decision_gives_no_reasons(rf):
    assert reasons(rf.get("/")) is None
