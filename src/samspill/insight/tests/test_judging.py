"""The team's own judgement: beside the traces, never in them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from samspill.insight import actions
from samspill.insight.board import board_of
from samspill.insight.judging import own_judgement
from samspill.insight.models import Judgement
from samspill.journal.models import Entry
from samspill.projects.models import Participation
from tests.asking import sign_in
from tests.cast import AT, Cast

DAY = AT.date()
GIVEN = {"value": "2", "reason": "Everybody speaks.", "on": DAY.isoformat(), "arena": ""}


def judge(cast: Cast, own: Participation, requirement: str, value: int, on: date = DAY) -> Judgement:
    words = {"requirement": requirement, "value": value, "reason": "We have all agreed.", "on": on}
    return actions.judge(own, **words, acting=cast.leader, at=AT)  # type: ignore[arg-type]


def address(own: Participation, requirement: str = "L09") -> str:
    return reverse("insight:judge", args=[own.pk, requirement])


@pytest.mark.parametrize(
    ("part", "expected"), [("leader", 200), ("teacher", 200), ("nurse", 403), ("owner", 403), ("outsider", 404)]
)
def test_who_judges(client: Client, cast: Cast, own: Participation, part: str, expected: int) -> None:
    actions.release_board(own, acting=cast.leader, at=AT)

    assert sign_in(client, cast.people[part]).get(address(own)).status_code == expected


@pytest.mark.parametrize("requirement", ["L09", "dialogue"])
def test_a_judgement_is_written_down_and_shown(
    client: Client, cast: Cast, own: Participation, requirement: str
) -> None:
    team = cast.arenas["resource-team"]

    answer = sign_in(client, cast.teacher).post(address(own, requirement), {**GIVEN, "arena": team.pk})

    made = Judgement.objects.get()
    page = client.get(answer["Location"]).content.decode()
    assert (made.requirement, made.value, made.arena, made.made_by) == (requirement, 2, team, cast.teacher)
    assert "Everybody speaks." in page
    assert cast.teacher.name not in page.split('id="' + requirement)[1].split("</li>")[0]
    assert Entry.objects.filter(verb="board.judged").count() == 1


@pytest.mark.parametrize(
    ("given", "field"), [({"reason": " "}, "reason"), ({"value": "3"}, "value"), ({"on": "2199-01-01"}, "on")]
)
def test_what_does_not_fit_is_said_and_the_words_kept(
    client: Client, cast: Cast, own: Participation, given: dict[str, str], field: str
) -> None:
    answer = sign_in(client, cast.leader).post(address(own), {**GIVEN, **given})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert GIVEN["on"] in answer.content.decode() or field == "on"


def test_a_judgement_changes_nothing_in_what_the_traces_say(cast: Cast, own: Participation) -> None:
    before = {row.wish.id: row.verdict for row in board_of(own, DAY).rows}

    for wish in before:
        judge(cast, own, wish, 0)

    assert {row.wish.id: row.verdict for row in board_of(own, DAY).rows} == before


def test_the_latest_counts_and_stands_beside_what_the_traces_say(cast: Cast, own: Participation) -> None:
    made = [judge(cast, own, "L08", 2), judge(cast, own, "L08", 0)]
    row = next(one for one in board_of(own, DAY).rows if one.wish.id == "L08")

    assert row.own
    assert (row.own.judgement, row.own.agrees) == (made[1], False)
    assert own_judgement([made[0]], "L08", row.verdict.state, DAY).agrees is True  # type: ignore[union-attr]
    assert own_judgement(made, "L08", None, DAY).agrees is None  # type: ignore[union-attr]


def test_what_was_judged_before_stays_on_the_page(client: Client, cast: Cast, own: Participation) -> None:
    judge(cast, own, "dialogue", 1)

    page = sign_in(client, cast.leader).get(address(own, "dialogue")).content.decode()

    assert "We have all agreed." in page


def test_a_requirement_the_method_does_not_have_is_not_judged(client: Client, cast: Cast, own: Participation) -> None:
    assert sign_in(client, cast.leader).get(address(own, "L99")).status_code == 404


def test_judgements_reach_the_owner_together_with_the_board(client: Client, cast: Cast, own: Participation) -> None:
    judge(cast, own, "dialogue", 1)
    actions.release_board(own, acting=cast.leader, at=AT)

    page = sign_in(client, cast.owner).get(reverse("insight:board", args=[own.pk])).content.decode()

    assert "We have all agreed." in page
    assert address(own, "dialogue") not in page
