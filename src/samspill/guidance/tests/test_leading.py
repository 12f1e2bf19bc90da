"""From theirs to ours: who led which conference, the page of it, and what the board reads (L36)."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from samspill.core.fidelity.model import State
from samspill.guidance.actions import note_lead
from samspill.guidance.conferences import conferences_of
from samspill.guidance.handing_over import Led, by_year
from samspill.guidance.models import ConferenceLead
from samspill.insight.board import board_of
from samspill.projects.models import Participation
from samspill.wheel.models import Occasion
from tests.asking import sign_in
from tests.cast import AT, Cast
from tests.laid import cast, english, municipal, own, standing

LATER = date(2028, 3, 1)
AUTUMNS = date(2026, 10, 1), date(2027, 10, 1)


def led(cast: Cast, *leaders: str) -> None:
    """One conference each autumn, led by these in turn."""
    for number, who in enumerate(leaders):
        about = {"key": f"own-{number}", "name": f"Conference {number}", "on": AUTUMNS[number]}
        said = {"designed_by": "guidance", "led_by": who, "version": None}
        note_lead(cast.project, cast.school, **about, **said, acting=cast.leader, at=AT)  # type: ignore[arg-type]


def held(cast: Cast) -> str:
    """The school's first conference of the plan is held; its key."""
    Occasion.objects.filter(activity="conference-1-school", unit=cast.school).update(held_on=AUTUMNS[0])
    return conferences_of(cast.project)[0].key


def state(part: Participation, requirement: str) -> State:
    row = next(one for one in board_of(part, LATER).rows if one.wish.id == requirement)
    return row.verdict.state


@pytest.mark.parametrize(
    ("leaders", "expected"),
    [
        ((), State.NOTHING_YET),
        (("guidance",), State.PARTLY),
        (("guidance", "together"), State.PARTLY),
        (("guidance", "self"), State.MET),
        (("self", "self"), State.MET),
        (("self", "together"), State.PARTLY),
    ],
)
def test_the_board_reads_whether_competence_is_handed_over(
    cast: Cast, municipal: Participation, leaders: tuple[str, ...], expected: State
) -> None:
    led(cast, *leaders)

    assert state(municipal, "L36") is expected


def test_knowing_who_led_does_not_judge_how_it_was_done(
    cast: Cast, own: Participation, municipal: Participation
) -> None:
    held(cast)
    led(cast, "self")

    found = {state(own, one) for one in ("L21", "L22", "L23")} | {state(municipal, "L21m")}

    assert found == {State.NOT_APPLICABLE}


def test_a_conference_of_the_plan_is_asked_about_once_it_is_held(client: Client, cast: Cast) -> None:
    page = reverse("guidance:handing_over", args=[cast.project.pk])
    before = sign_in(client, cast.leader).get(page).content.decode()
    url = reverse("guidance:note_lead", args=[cast.project.pk, held(cast)])

    sent = client.post(url, {"designed_by": "guidance", "led_by": "together"})
    after = client.get(page).content.decode()

    assert "No conference has been held yet" in before
    assert (sent.status_code, ConferenceLead.objects.get().led_by) == (302, "together")
    assert "Of 1 conference: 0 led by ourselves, 1 together, 0 by the guidance team." in after


@pytest.mark.parametrize(
    ("part", "status"), [("leader", 200), ("owner", 200), ("guidance", 200), ("teacher", 403), ("outsider", 404)]
)
def test_who_says_who_led_it(client: Client, cast: Cast, part: str, status: int) -> None:
    url = reverse("guidance:note_lead", args=[cast.project.pk, held(cast)])

    assert sign_in(client, cast.people[part]).get(url).status_code == status


def test_half_an_answer_and_a_stale_one_are_told(client: Client, cast: Cast) -> None:
    url = reverse("guidance:note_lead", args=[cast.project.pk, held(cast)])
    half = sign_in(client, cast.leader).post(url, {"designed_by": "self"})
    client.post(url, {"designed_by": "self", "led_by": "self"})

    stale = client.post(url, {"designed_by": "self", "led_by": "guidance", "version": 0})

    assert (half.status_code, stale.status_code) == (422, 409)
    assert client.get(url.replace("occasion-", "nothing-")).status_code == 404


def test_the_years_stand_in_order_with_what_we_know() -> None:
    rows = [Led(AUTUMNS[1], "self", "self", "b"), Led(AUTUMNS[0], "", "", "a"), Led(AUTUMNS[1], "", "guidance", "c")]

    years = by_year(rows)

    assert [(year.year.begins, year.told, year.of("self")) for year in years] == [(2026, 0, 0), (2027, 2, 1)]


__all__ = ["cast", "english", "municipal", "own", "standing"]
