"""The team's evaluation and the leader's: who writes them, with whom elected, side by side, until the decision."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspill.measures.models import Decision, Evaluation, LogEntry, Measure, Participant, Plan
from tests.asking import fresh, sign_in
from tests.cast import Cast
from tests.measures import BEGAN, day_of
from tests.staged import staged, standing_at

standing = pytest.fixture(scope="module")(staged(("proposed", "trying")))
TODAY = date(2026, 11, 22)
TEXTS = {
    "tried": "Two adults at the door.",
    "experience": "It was calm.",
    "worked": "The calm.",
    "did_not_work": "Mondays.",
    "proposal": "keep",
    "on": day_of("evaluated").isoformat(),
}


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def measure(cast: Cast) -> Measure:
    """One that is being tried by a teacher, whom nobody has elected yet."""
    made = standing_at("trying")
    made.participants.update(represents=False, chosen="named")
    return made


def team(cast: Cast, **more: object) -> dict[str, object]:
    return {**TEXTS, "arena": cast.arenas["grade-team-6"].pk, **more}


def url(measure: Measure, name: str = "evaluate") -> str:
    return reverse(f"measures:{name}", args=[measure.pk])


@pytest.mark.parametrize(
    ("reader", "status"),
    [("leader", 200), ("coordinator", 200), ("special_needs", 200), ("owner", 403), ("outsider", 404)],
)
def test_who_writes_the_teams(cast: Cast, client: Client, measure: Measure, reader: str, status: int) -> None:
    answer = sign_in(client, cast.people[reader]).get(url(measure))

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("reader", "status"), [("leader", 200), ("coordinator", 200), ("grade_leader_5", 403), ("outsider", 404)]
)
def test_who_writes_the_leaders(cast: Cast, client: Client, measure: Measure, reader: str, status: int) -> None:
    answer = sign_in(client, cast.people[reader]).get(url(measure, "evaluate_with_coordinator"))

    assert answer.status_code == status


def test_what_was_tried_is_proposed_from_plan_and_log(cast: Cast, client: Client, measure: Measure) -> None:
    Plan.objects.filter(measure=measure).update(content="Two adults meet the class.")
    words = {"done": "We stood at the door.", "author": cast.teacher, "written_at": BEGAN}
    LogEntry.objects.create(project=measure.project, unit=measure.unit, measure=measure, on=day_of("trying"), **words)

    page = sign_in(client, cast.leader).get(url(measure))

    assert page.context["form"].initial["tried"].splitlines()[0] == "Two adults meet the class."
    assert "We stood at the door." in page.content.decode()
    assert "only a proposal" in page.content.decode()


def test_naming_somebody_keeps_them_as_elected(cast: Cast, client: Client, measure: Measure) -> None:
    part = Participant.objects.get(measure=measure)

    answer = sign_in(client, cast.coordinator).post(url(measure), team(cast, representative=part.pk))

    part.refresh_from_db()
    assert answer.status_code == 302
    assert (part.represents, part.chosen) == (True, "elected")
    assert Evaluation.objects.get().representative == cast.teacher


def test_without_anybody_elected_it_is_kept_and_warned(cast: Cast, client: Client, measure: Measure) -> None:
    before = sign_in(client, cast.leader).get(url(measure))
    client.post(url(measure), team(cast))
    after = client.get(measure.get_absolute_url())

    assert "Nobody has been elected" in before.content.decode()
    assert "Nobody speaks for those who tried it" in after.content.decode()


def test_each_team_writes_its_own_beside_the_others(cast: Cast, client: Client, measure: Measure) -> None:
    sign_in(client, cast.leader).post(url(measure), team(cast))
    client.post(url(measure), team(cast, arena=cast.arenas["resource-team"].pk))
    again = client.post(url(measure), team(cast, worked="Other words"))

    shown = client.get(url(measure, "evaluate_with_coordinator")).content.decode()
    assert Evaluation.objects.count() == 2
    assert (again.status_code, "Other words" in again.content.decode()) == (422, True)
    assert shown.count("The calm.") == 2


@pytest.mark.parametrize(("day", "words"), [("2026-09-20", "The try-out began on"), ("2100-01-01", "still to come")])
def test_days_that_cannot_be(cast: Cast, client: Client, measure: Measure, day: str, words: str) -> None:
    answer = sign_in(client, cast.leader).post(url(measure), team(cast, on=day))

    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_what_was_never_tried_is_not_evaluated(cast: Cast, client: Client) -> None:
    answer = sign_in(client, cast.leader).post(url(standing_at("proposed")), team(cast))

    assert answer.status_code == 422
    assert "Nothing has been tried out yet" in answer.content.decode()


def changed(measure: Measure, **more: object) -> tuple[str, dict[str, object]]:
    row = Evaluation.objects.get(measure=measure, judge="team")
    return reverse("measures:change_evaluation", args=[row.pk]), {**TEXTS, "version": row.version, **more}


def test_it_is_changed_until_the_decision_only(cast: Cast, client: Client, measure: Measure) -> None:
    sign_in(client, cast.leader).post(url(measure), team(cast))
    address, sent = changed(measure, worked="All of it.")

    first = client.post(address, sent)
    Decision.objects.create(measure=measure, verdict="continue", conclusion="On.", on=TODAY, by=cast.leader)
    late = client.post(*changed(measure, worked="None of it."))

    assert (first.status_code, late.status_code) == (302, 422)
    assert Evaluation.objects.get().worked == "All of it."
    assert "None of it." in late.content.decode()


def test_two_who_change_it_at_once(cast: Cast, client: Client, measure: Measure) -> None:
    sign_in(client, cast.leader).post(url(measure), team(cast))
    address, sent = changed(measure, worked="Mine.", version=7)

    answer = client.post(address, sent)

    assert answer.status_code == 409
    assert "Mine." in answer.content.decode()


def test_the_leaders_stays_with_leader_and_coordinator(cast: Cast, client: Client, measure: Measure) -> None:
    words = {key: TEXTS[key] for key in ("worked", "did_not_work", "proposal", "on")}
    sign_in(client, cast.leader).post(url(measure, "evaluate_with_coordinator"), words)
    row = Evaluation.objects.get(judge="leader")

    answer = sign_in(client, cast.grade_leader_5).get(reverse("measures:change_evaluation", args=[row.pk]))

    assert answer.status_code == 403
    assert row.by == cast.leader


def test_one_from_an_earlier_round_does_not_stand_in_the_way(cast: Cast, measure: Measure) -> None:
    earlier = day_of("trying") - timedelta(days=3)
    Evaluation.objects.create(measure=measure, judge="team", arena=cast.arenas["grade-team-6"], on=earlier)

    client = sign_in(Client(), cast.leader)

    assert client.post(url(measure), team(cast)).status_code == 302
