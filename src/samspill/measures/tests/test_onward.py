"""The page of a measure shows whoever looks the one thing to do next; all else is folded away."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from samspill.measures.actions.hearing import ask_teams
from samspill.measures.models import Measure, Plan
from tests.asking import fresh, sign_in
from tests.cast import Cast
from tests.measures import BEGAN, day_of
from tests.staged import STATIONS, staged, standing_at

standing = pytest.fixture(scope="module")(staged((*STATIONS, "decided")))


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def next_for(client: Client, cast: Cast, part: str, measure: Measure) -> str:
    """Where the one button leads, "" where it is somebody else's turn."""
    todo = sign_in(client, cast.people[part]).get(measure.get_absolute_url()).context["todo"]
    return todo.url if todo else ""


@pytest.mark.parametrize(
    ("stage", "name"),
    [("proposed", "analyse"), ("analysed", "ask"), ("planned", "decide"), ("evaluated", "evaluate_with_coordinator")],
)
def test_whoever_steers_has_one_next_thing(cast: Cast, client: Client, stage: str, name: str) -> None:
    measure = standing_at(stage)

    assert next_for(client, cast, "leader", measure) == reverse(f"measures:{name}", args=[measure.pk])


@pytest.mark.parametrize("stage", ["proposed", "analysed", "planned", "decided", "evaluated"])
def test_nobody_else_is_asked_for_what_they_may_not_do(cast: Cast, client: Client, stage: str) -> None:
    assert next_for(client, cast, "special_needs", standing_at(stage)) == ""


def test_what_has_all_it_needs_goes_on_by_one_button(cast: Cast, client: Client) -> None:
    measure = standing_at("decided")

    url = next_for(client, cast, "leader", measure)

    assert url == reverse("measures:step", args=[measure.pk, "in-try-out"])


def test_a_team_that_is_asked_writes_down_what_it_thinks(cast: Cast, client: Client) -> None:
    measure = standing_at("analysed")
    ask_teams([measure], acting=cast.leader, at=BEGAN)
    asked = measure.answers.get(arena=cast.arenas["grade-team-5"])

    url = next_for(client, cast, "grade_leader_5", measure)

    assert url == reverse("measures:answer", args=[asked.pk])


def test_a_try_out_is_evaluated_when_its_days_are_over(cast: Cast, client: Client) -> None:
    measure = standing_at("trying")
    before = next_for(client, cast, "coordinator", measure)

    Plan.objects.filter(measure=measure).update(ends=day_of("trying"))

    after = next_for(client, cast, "coordinator", measure)
    assert (before, after) == ("", reverse("measures:new_entry", args=[measure.pk]))


def test_before_its_time_a_decision_is_folded_away(cast: Cast, client: Client) -> None:
    early, ripe = standing_at("proposed"), standing_at("planned")

    page = sign_in(client, cast.leader).get(early.get_absolute_url()).content.decode()
    later = client.get(ripe.get_absolute_url()).content.decode()

    folded = page.split('id="ways"')[1].split("</details>")[0]
    assert page.count(reverse("measures:decide", args=[early.pk])) == 1
    assert reverse("measures:decide", args=[early.pk]) in folded
    assert 'id="decision"' in later


def test_what_only_a_practice_needs_stands_apart_and_votes_are_folded(cast: Cast, client: Client) -> None:
    measure = standing_at("evaluated")
    url = reverse("measures:decide", args=[measure.pk])

    page = sign_in(client, cast.leader).get(url).content.decode()
    typed = client.post(url, {"verdict": "continue", "version": measure.version, "votes_for": 3}).content.decode()

    apart = page.split("ss-when-practice")[1].split("</fieldset>")[0]
    assert 'name="owner"' in apart
    assert '<details class="ss-disclosure" id="votes">' in page
    assert '<details class="ss-disclosure" id="votes" open>' in typed


def test_the_log_is_open_for_writing_at_once(cast: Cast, client: Client) -> None:
    url = reverse("measures:new_entry", args=[standing_at("trying").pk])

    page = sign_in(client, cast.coordinator).get(url).content.decode()
    wrong = client.post(url, {"done": ""}).content.decode()

    assert [" autofocus" in one.split('name="done"')[1].split(">")[0] for one in (page, wrong)] == [True, False]
