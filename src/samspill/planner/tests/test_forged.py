"""Whatever is sent to the buttons and forms of a plan gets words, never a fault of the program."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspill.people.models import Person
from samspill.planner.models import WeeklyPlace, YearPlan
from tests.asking import fresh, once, sign_in
from tests.cast import Cast, adopt, assemble
from tests.planned import year_plan

HOSTILE = ("", "-1", "0", "99999999999999999999", "1e9", "\x00", "x" * 3000, "2026-13-40", "9999-12-31", "25:61")
FIELDS = {
    "new": ("begins", "like"),
    "setup": ("version", "resource-team__times", "resource-team__minutes", "resource-team__opens"),
    "rooms": (),
    "away": ("person", "first", "last", "begins", "ends"),
    "person": ("version", "per_day", "travel", "from_1", "until_1"),
    "person_away": ("first", "last", "begins", "ends"),
    "meeting": ("version", "on", "begins", "place", "also"),
    "pin": ("version", "on"),
    "leave_out": ("version", "back"),
    "weekly": ("version", "weekday", "begins"),
    "pin_weekly": ("version", "on"),
    "take_back": ("token",),
    "publish": ("seen",),
    "people": (),
    "why": (),
    "propose": (),
    "make": ("again",),
    "stop": (),
    "undo": (),
}


def world() -> Cast:
    cast = adopt(assemble())
    plan = year_plan(cast)
    WeeklyPlace.objects.create(plan=plan, arena=cast.arenas["grade-team-5"], weekday=2, begins="13:00", minutes=60)
    return cast


standing = pytest.fixture(scope="module")(once(world))


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def address(name: str, cast: Cast) -> str:
    plan = YearPlan.objects.get()
    args: dict[str, list[object]] = {
        "new": ["municipality", cast.municipality.pk],
        "person": [cast.nurse.pk],
        "person_away": [cast.nurse.pk],
        **{one: [plan.pk, plan.meetings.all()[0].pk] for one in ("meeting", "pin", "leave_out")},
        **{one: [plan.pk, plan.weeklies.get().pk] for one in ("weekly", "pin_weekly")},
    }
    return reverse(f"planner:{name}", args=args.get(name, [plan.pk]))


@pytest.mark.parametrize("name", FIELDS)
def test_whatever_is_sent_is_answered_in_words(client: Client, cast: Cast, name: str) -> None:
    sign_in(client, cast.owner)
    url, fields = address(name, cast), FIELDS[name]
    sent = [{}, *(dict.fromkeys(fields, value) for value in HOSTILE)]

    codes = {client.post(url, one).status_code for one in sent}

    assert codes <= {200, 302, 404, 409, 422}


def test_a_day_of_any_year_and_a_meeting_of_no_plan_are_judged(client: Client, cast: Cast) -> None:
    sign_in(client, cast.owner)
    plan = YearPlan.objects.get()
    row = plan.meetings.all()[0]
    days = [row.on + timedelta(days=step) for step in (-9000, 0, 2, 9000)]
    asked = [{"key": key, "on": on, "begins": at} for key in (row.key, "x") for on in days for at in ("00:00", "23:59")]

    codes = {client.get(reverse("planner:judge", args=[plan.pk]), one).status_code for one in asked}

    assert codes == {200, 404}


EDGES = [("23:00", ""), ("10:10", "10:15"), ("", "00:05")]


@pytest.mark.parametrize("hours", EDGES)
def test_hours_at_the_edge_of_the_day_are_planned_with_or_refused(
    client: Client, cast: Cast, hours: tuple[str, str]
) -> None:
    sign_in(client, cast.owner)
    plan = YearPlan.objects.get()
    kinds = {"resource-team__opens": hours[0], "resource-team__closes": hours[1], "resource-team__on": "on"}

    client.post(reverse("planner:setup", args=[plan.pk]), {"version": plan.version, **kinds})

    pages = [reverse(f"planner:{name}", args=[plan.pk]) for name in ("plan", "people", "why", "repair", "publish")]
    assert {client.get(url).status_code for url in pages} == {200}


def test_whom_another_municipality_employs_is_nobody_s_to_write_away(client: Client, cast: Cast) -> None:
    stranger = Person.objects.create(name="Fremmed", email="fremmed@example.org")
    days = {"person": stranger.pk, "first": "2027-10-04", "last": "2027-10-05"}

    answer = sign_in(client, cast.owner).post(address("away", cast), days)

    assert answer.status_code == 422
    assert not stranger.absences.exists()


def test_the_form_of_a_city_is_not_too_large(client: Client, cast: Cast) -> None:
    city = {f"was-days-{number}-{cast.school.pk}": "1,2" for number in range(1_000_000, 1_003_000)}
    stale = {f"was-days-{cast.nurse.pk}-{cast.school.pk}": "1,2"}

    answer = sign_in(client, cast.owner).post(address("people", cast), city | stale)

    assert answer.status_code == 409
