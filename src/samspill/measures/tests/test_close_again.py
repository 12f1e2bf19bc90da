"""What comes round again: a second try-out is evaluated anew, an answer is put right, a page is not overwritten."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspill.core.redthread.funnel import funnel
from samspill.measures.actions.deciding import decide
from samspill.measures.actions.evaluating import evaluate
from samspill.measures.actions.practising import check
from samspill.measures.bridge import evidence_of
from samspill.measures.funnel_queries import Narrowed, lives
from samspill.measures.models import Measure, Practice, Recheck
from samspill.measures.queries import method_of
from tests.asking import fresh, sign_in
from tests.cast import Cast
from tests.measures import day_of
from tests.staged import staged, standing_at

standing = pytest.fixture(scope="module")(staged(("evaluated", "practice")))
WORDS = {"conclusion": "Once more.", "reasons": "It is too early to tell.", "version": None}


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 14, tzinfo=UTC)


def once_more(cast: Cast) -> Measure:
    """Evaluated, and on the same day it was decided to go on trying."""
    day = day_of("evaluated")
    decide(standing_at("evaluated"), verdict="continue", on=day, acting=cast.leader, at=at(day), **WORDS)  # type: ignore[arg-type]
    return standing_at("evaluated")


def looked_at(cast: Cast, using: int, ahead: int = 0) -> Recheck:
    row = standing_at("practice").rechecks.get(months=12)
    day = row.due - timedelta(days=ahead)
    check(row, version=None, using=using, concerned=10, acting=cast.teacher, at=at(day))
    return row


def alive(cast: Cast, day: date) -> int:
    measure = standing_at("practice")
    found = lives(cast.project, method_of(measure), Narrowed(), [cast.school.pk])
    return funnel(found, day).steps[-1].reached


def test_what_was_found_on_the_day_of_the_decision_is_of_the_try_out_before(cast: Cast) -> None:
    measure, later = once_more(cast), day_of("evaluated") + timedelta(days=60)
    before = evidence_of(measure, method_of(measure), later)

    evaluate(measure, judge="team", arena=cast.arenas["grade-team-5"], on=later, acting=cast.teacher, at=at(later))

    after = evidence_of(Measure.objects.get(pk=measure.pk), method_of(measure), later)
    assert ("evaluation" in before, "evaluation" in after) == (False, True)


def test_a_second_try_out_shows_no_evaluation_of_the_first(cast: Cast, client: Client) -> None:
    measure = once_more(cast)

    page = sign_in(client, cast.leader).get(measure.get_absolute_url()).content.decode()

    assert "Nobody has evaluated this try-out yet." in page


def test_an_answer_some_weeks_ahead_makes_it_alive_once_the_year_is_over(cast: Cast) -> None:
    row = looked_at(cast, using=9, ahead=20)

    assert [alive(cast, row.due + timedelta(days=days)) for days in (-1, 0)] == [0, 1]


def test_an_answer_that_is_put_right_takes_back_that_it_is_alive(cast: Cast) -> None:
    row = looked_at(cast, using=9)

    check(Recheck.objects.get(pk=row.pk), version=None, using=1, concerned=10, acting=cast.teacher, at=at(row.due))

    assert standing_at("practice").alive_on is None


def test_a_decision_before_the_last_step_is_refused_also_where_it_takes_none(cast: Cast) -> None:
    today = day_of("practice") + timedelta(days=30)

    with pytest.raises(ValidationError, match="The last step was on"):
        decide(
            standing_at("practice"), verdict="practice", on=date(1950, 1, 1), acting=cast.leader, at=at(today), **WORDS
        )  # type: ignore[arg-type]


def test_two_who_begin_the_page_of_a_practice_do_not_overwrite_each_other(cast: Cast, client: Client) -> None:
    Practice.objects.all().delete()
    url = reverse("measures:change_practice", args=[standing_at("practice").pk])
    version = sign_in(client, cast.leader).get(url).context["form"]["version"].value()

    first, second = (client.post(url, {"version": version, "description": text}) for text in ("Mine.", "Yours."))

    assert (first.status_code, second.status_code) == (302, 409)
    assert Practice.objects.get().description == "Mine."
