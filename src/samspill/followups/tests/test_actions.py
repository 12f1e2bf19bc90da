from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from samspill.followups import actions
from samspill.followups.models import Followup
from samspill.followups.pages import Row, grouped, late_words
from samspill.followups.queries import asked_by, open_of, thread_of
from samspill.journal.models import Entry
from samspill.people.versions import StaleError
from tests.asking import adopted_once, fresh
from tests.cast import Cast

standing = pytest.fixture(scope="module")(adopted_once)
NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
TODAY = date(2026, 9, 9)  # a Wednesday


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def promised(cast: Cast, by: date | None = None, text: str = "Ring PPT") -> Followup:
    team = cast.arenas["resource-team"]
    return actions.promise(team, text=text, who=cast.nurse, by=by, acting=cast.leader, at=NOW)


def test_a_follow_up_ticked_off_with_a_word_is_in_the_thread_until_the_next_meeting(cast: Cast) -> None:
    one, still_open = promised(cast), promised(cast, text="Les planen")

    actions.finish(one, on=TODAY, word="De kommer i uke 40.", version=1, acting=cast.nurse, at=NOW)

    assert list(open_of(cast.nurse)) == [still_open]
    assert {line.word for line in thread_of(one.arena, date(2026, 9, 2))} == {"", "De kommer i uke 40."}
    assert list(thread_of(one.arena, date(2026, 9, 10))) == [still_open]


def test_dropping_asks_why_and_the_journal_keeps_it(cast: Cast) -> None:
    one = promised(cast)
    with pytest.raises(ValidationError):
        actions.drop(one, reason=" ", version=1, acting=cast.nurse, at=NOW)

    actions.drop(one, reason="Skolen ringte selv.", version=1, acting=cast.nurse, at=NOW)

    assert Entry.objects.filter(verb="followup.dropped").get().why == "Skolen ringte selv."


def test_what_was_ticked_off_too_early_is_open_again(cast: Cast) -> None:
    one = promised(cast)
    actions.finish(one, on=TODAY, word="Gjort", version=1, acting=cast.nurse, at=NOW)

    actions.reopen(one, version=None, acting=cast.nurse, at=NOW)

    assert (one.is_open, one.word) == (True, "")


def test_two_who_change_the_same_follow_up_do_not_overwrite_each_other(cast: Cast) -> None:
    one = promised(cast)
    actions.change_followup(one, text="Ring PPT i dag", version=1, acting=cast.nurse, at=NOW)

    with pytest.raises(StaleError):
        actions.change_followup(one, text="Skriv til PPT", version=1, acting=cast.leader, at=NOW)


def test_what_one_asks_others_for_is_found_by_who_asked(cast: Cast) -> None:
    one = promised(cast)

    assert (list(asked_by(cast.leader, TODAY)), list(asked_by(cast.nurse, TODAY))) == ([one], [])


@pytest.mark.parametrize(
    ("by", "group", "words"),
    [
        (date(2026, 9, 8), "late", "1 day late"),
        (date(2026, 9, 1), "late", "8 days late"),
        (date(2026, 9, 9), "week", ""),
        (date(2026, 9, 13), "week", ""),
        (date(2026, 9, 14), "later", ""),
        (None, "undated", ""),
    ],
)
def test_the_list_says_in_words_how_late_something_is(by: date | None, group: str, words: str) -> None:
    one = Followup(by=by)

    with translation.override("en"):
        found, said = grouped([Row(one, "", may_change=True)], TODAY), late_words(one, TODAY)

    assert ([each.name for each in found], said) == ([group], words)
