"""A measure goes from phase to phase: only with what its method asks for, or with a reason that stays."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspill.measures.actions.analysing import park
from samspill.measures.actions.proposing import reword
from samspill.measures.actions.stepping import step
from samspill.measures.models import Measure
from samspill.people.models import Person
from tests.asking import adopted_once, fresh, sign_in
from tests.cast import Cast
from tests.measures import BEGAN, at_stage, day_of, proposal

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


TODAY = BEGAN.date()


def go(cast: Cast, measure: Measure, to: str, on: date = TODAY, reason: str = "") -> None:
    step(measure, to=to, on=on, reason=reason, version=None, acting=cast.leader, at=BEGAN)


def test_it_goes_the_whole_way_with_a_day_at_every_station(cast: Cast) -> None:
    measure = at_stage(cast, "practice")

    assert measure.phase == "daily-practice"
    assert (measure.heard_on, measure.tried_on) == (day_of("heard"), day_of("trying"))
    assert not measure.steps.filter(deviates=True).exists()


def test_a_step_without_what_it_needs_says_what_is_missing(cast: Cast) -> None:
    measure = at_stage(cast, "analysed")

    with pytest.raises(ValidationError) as refused:
        step(measure, to="discussed", on=day_of("heard"), version=None, acting=cast.leader, at=BEGAN + timedelta(90))

    assert "an answer from each team" in refused.value.message_dict["reason"][0]


def test_a_reason_lets_it_go_on_and_is_kept_as_a_deviation(cast: Cast) -> None:
    measure = proposal(cast)

    go(cast, measure, "decided", reason="The municipality asked all schools to begin at once.")

    last = measure.steps.last()
    assert last is not None
    assert (last.deviates, last.missing) == (True, ["decision"])


@pytest.mark.parametrize(
    ("on", "words"), [(date(2026, 9, 1), "The last step was on"), (date(2027, 1, 1), "is still to come")]
)
def test_days_in_the_wrong_order_are_refused(cast: Cast, on: date, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        go(cast, proposal(cast), "analysed", on=on)


@pytest.mark.parametrize(("reader", "status"), [("leader", 200), ("teacher", 403), ("outsider", 404)])
def test_who_takes_a_step(cast: Cast, client: Client, reader: str, status: int) -> None:
    url = reverse("measures:step", args=[proposal(cast).pk, "analysed"])

    answer = sign_in(client, getattr(cast, reader)).get(url)

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("reader", "status"), [("leader", 200), ("teacher", 200), ("nurse", 200), ("owner", 200), ("outsider", 404)]
)
def test_who_reads_a_measure(cast: Cast, client: Client, reader: str, status: int) -> None:
    who: Person = getattr(cast, reader)

    answer = sign_in(client, who).get(proposal(cast).get_absolute_url())

    assert answer.status_code == status


def test_what_was_parked_takes_no_step_and_keeps_its_words(cast: Cast) -> None:
    measure = proposal(cast)
    park(measure, reason="Not now.", version=None, acting=cast.leader, at=BEGAN)

    with pytest.raises(ValidationError) as stepped:
        go(cast, measure, "analysed", reason="All the same.")
    with pytest.raises(ValidationError):
        reword(measure, title="Otherwise", version=None, acting=cast.leader, at=BEGAN)

    assert "Take it up again" in str(stepped.value)
