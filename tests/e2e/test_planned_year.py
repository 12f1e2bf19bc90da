"""The four municipalities of R4 plan their year on a real school route; a nurse falls ill and the plan is mended."""

from __future__ import annotations

import csv
import gzip
import io
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import caldav
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from samspill.arenas.actions import seat
from samspill.arenas.models import Arena
from samspill.cli import import_
from samspill.core.registers.tests.files import shared
from samspill.core.scheduling import check_wheel
from samspill.delivery.models import Message
from samspill.delivery.tests import servers
from samspill.imports import calendars
from samspill.meetings.models import Meeting
from samspill.people.actions import add_person, take_position
from samspill.people.models import Person, Unit, UnitKind
from samspill.people.queries import office_of
from samspill.planner.actions import planning
from samspill.planner.bridge import load
from samspill.planner.models import YearPlan
from samspill.projects.models import Participation, Project
from samspill.queue.running import run_due
from samspill.wheel.feed_actions import make_feed
from tests.clock import Clock, clock
from tests.e2e.test_main_job import REGISTER, nedre_eiker, take_up

__all__ = ["clock"]
pytestmark = pytest.mark.e2e
ROUTE = "calendars/stavanger-skolerute-2016-2017.csv.gz"
JUNE, OCTOBER = datetime(2016, 6, 13, 10, 0, tzinfo=UTC), datetime(2016, 10, 3, 10, 0, tzinfo=UTC)
SINCE = date(2016, 8, 1)
ILL = date(2016, 11, 7), date(2016, 11, 25)
OSLO = ZoneInfo("Europe/Oslo")
#: Who serves all schools: profession, role in the resource team, and the weekdays at each school in turn.
SERVING = (
    ("school_nurse", "school-nurse", ([2], [3], [4])),
    ("ppt_adviser", "ppt-adviser", ([1, 2], [3], [4])),
    ("child_welfare_adviser", "child-welfare-adviser", ([], [], [])),
)


@dataclass(frozen=True)
class Town:
    """One of the four: who owns its schools, and the nurse who serves them all."""

    project: Project
    owner: Person
    nurse: Person

    @property
    def plan(self) -> YearPlan:
        return YearPlan.objects.get(municipality=self.project.municipality)


@pytest.fixture
def towns(live: str, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> list[Town]:
    """The register is read, the method taken up, everybody has a seat, and the school route is known."""
    clock.set(JUNE)
    monkeypatch.setattr(planning, "LONGER", 100)  # a better plan is looked for, not for long
    file = tmp_path / "register.csv"
    file.write_bytes(shared(REGISTER))
    assert import_.run(Namespace(kind="schools", file=file, municipality="", answer=[], yes=True)) == 0
    cache.clear()
    names = {"Harstad": None, "Lillehammer": None, "Ålesund": None, "Drammen": nedre_eiker()}
    return [town(name, schools) for name, schools in names.items()]


def town(name: str, schools: list[str] | None) -> Town:
    take_up(name, schools, "2016-08")
    project = Project.objects.latest("pk")
    joined = Participation.objects.filter(project=project, takes_part=True, unit__kind=UnitKind.SCHOOL)
    units = [one.unit for one in joined.select_related("unit").order_by("unit__name")]
    office = office_of(project.municipality)
    owner = person(office, f"Eier i {name}", "school_owner")
    serving = [person(office, f"{role} i {name}", profession) for profession, role, _days in SERVING]
    for number, unit in enumerate(units):
        staffed(unit, number, serving, owner)
    route(project, units)
    Person.objects.update(language="en")
    return Town(project, owner, serving[0])


def person(unit: Unit, name: str, profession: str) -> Person:
    made = add_person(name=name, email=f"p{Person.objects.count()}@example.org", phone="", acting=None, at=JUNE)
    take_position(made, unit, profession=profession, since=JUNE.date(), grades=[], acting=None, at=JUNE)
    return made


def staffed(unit: Unit, number: int, serving: Sequence[Person], owner: Person) -> None:
    """A leader, a coordinator and the leaders of three grade teams, with those who serve all schools."""
    arenas = {f"{one.kind}{one.group}": one for one in Arena.objects.filter(unit=unit)}
    team, steering = arenas["resource-team"], arenas["steering-group"]

    def sits(arena: Arena, who: Person, role: str, **more: object) -> None:
        seat(arena, who, role=role, since=SINCE, acting=owner, at=JUNE, **more)

    leader = person(unit, f"Rektor {unit.name}", "school_leader")
    for arena in (team, steering):
        sits(arena, leader, "school-leader", leads=True)
    sits(team, person(unit, f"Koordinator {unit.name}", "special_needs_coordinator"), "special-needs-coordinator")
    for grade in (5, 6, 7):
        teacher = person(unit, f"Trinnleder {grade} {unit.name}", "teacher")
        sits(team, teacher, "grade-team-leader")
        sits(arenas[f"grade-team{grade}"], teacher, "grade-team-leader", leads=True)
    for who, (_profession, role, days) in zip(serving, SERVING, strict=True):
        sits(team, who, role, weekdays=days[number % len(days)])


def route(project: Project, units: Sequence[Unit]) -> None:
    """The days of one school of the real route, for each school here."""
    text = gzip.decompress(shared(ROUTE)).decode("utf-8-sig")
    head, *rows = list(csv.reader(io.StringIO(text)))
    where = next(number for number, title in enumerate(head) if title.strip().casefold() == "skole")
    own = [row for row in rows if row and row[where] == rows[0][where]]
    out = io.StringIO()
    written = csv.writer(out)
    written.writerow(head)
    written.writerows([*row[:where], unit.name, *row[where + 1 :]] for unit in units for row in own)
    calendars.preview(out.getvalue().encode(), answers={}, municipality=project.municipality).carry_out(None, JUNE)


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def plans_the_year(page: Page, live: str, town: Town) -> None:
    """From the municipality's page to a plan, with what the method asks for."""
    page.goto(f"{live}/planner/")
    page.get_by_role("link", name=f"Plan a year for all schools in {town.project.municipality.name}").click()
    page.get_by_label("Which school year?").select_option("2016")
    button(page, "Begin")
    button(page, "Save, and go on to who can when")
    button(page, "Save, and go on to the plan")
    button(page, "Make the plan")
    expect(page.get_by_text("The year is being planned").first).to_be_attached()
    run_due(timezone.now())
    expect(page.get_by_role("link", name="Publish …")).to_be_visible(timeout=30_000)


def holds_every_rule(town: Town) -> None:
    """By the checker, which shares nothing with the planner."""
    loaded = load(town.plan, timezone.localdate())
    assert len(loaded.wheel.meetings) > 10
    assert check_wheel(loaded.instance, loaded.wheel) == []


def publishes(page: Page, live: str, town: Town) -> None:
    page.goto(f"{live}{reverse('planner:publish', args=[town.plan.pk])}")
    button(page, "Publish, and write to everybody it concerns")
    run_due(timezone.now())


def meets(town: Town) -> list[tuple[datetime, int]]:
    """The nurse's meetings as they are called: when, and how often that was told."""
    rows = Meeting.objects.filter(presences__person=town.nurse, called_off="").order_by("on", "begins")
    return [(one.starts_at, one.sequence) for one in rows if one.starts_at]


@pytest.fixture
def subscribed(live: str, folder: Path) -> Iterator[Callable[[Person], list[datetime]]]:
    """What a calendar program that subscribes to somebody's feed holds, asked by a real CalDAV client."""
    with servers.radicale(folder) as server, caldav.DAVClient(server, username="nurse", password="x") as dav:
        dav.principal()
        addresses: dict[int, str] = {}

        def fetch(who: Person) -> list[datetime]:
            if who.pk not in addresses:
                token = make_feed(who, None, acting=who, at=timezone.now())
                addresses[who.pk] = reverse("wheel:feed", args=[token])
            feed = Client(HTTP_HOST=urlsplit(live).netloc).get(addresses[who.pk]).content.decode()
            mine = f"{server}nurse/samspill/"
            answer = dav.put(mine, feed, {"Content-Type": "text/calendar; charset=utf-8"})
            assert answer.status in (201, 204), answer.raw
            first, last = datetime(2016, 8, 1, tzinfo=OSLO), datetime(2017, 7, 31, tzinfo=OSLO)
            found = dav.calendar(url=mine).search(start=first, end=last, event=True)
            return sorted(
                start for one in found if isinstance(start := one.icalendar_component["DTSTART"].dt, datetime)
            )

        yield fetch


def test_four_municipalities_plan_their_year_and_mend_it(
    page: Page,
    live: str,
    towns: list[Town],
    clock: Clock,
    sign_in: Callable[[Person], None],
    axe: Callable[..., list[str]],
    subscribed: Callable[[Person], list[datetime]],
) -> None:
    page.set_default_timeout(90_000)  # a year of meetings is called in one request
    for town in towns:
        sign_in(town.owner)
        plans_the_year(page, live, town)
        holds_every_rule(town)
        publishes(page, live, town)
        assert Meeting.objects.filter(planned__plan=town.plan).count() >= len(meets(town)) > 10
        assert Message.objects.filter(recipient_id=town.nurse.pk).exists()
    last = towns[-1]
    before, held = meets(last), subscribed(last.nurse)
    assert held == [when for when, _told in before]

    clock.set(OCTOBER)
    sign_in(last.owner)
    page.goto(f"{live}{reverse('planner:away', args=[last.plan.pk])}")
    page.get_by_label("Who is away?").select_option(str(last.nurse.pk))
    page.locator("[name=first]").fill(f"{ILL[0]}")
    page.locator("[name=last]").fill(f"{ILL[1]}")
    button(page, "Save, and see what it does to the plan")
    button(page, "Find out how to mend it")
    run_due(timezone.now())
    page.goto(f"{live}{reverse('planner:repair', args=[last.plan.pk])}")
    expect(page.locator("#proposed")).to_be_visible()
    assert axe(page) == []
    button(page, "Accept this")
    holds_every_rule(last)
    written = Message.objects.count()
    publishes(page, live, last)

    after = meets(last)
    gone = set(before) - set(after)
    assert gone
    assert not any(ILL[0] <= when.astimezone(OSLO).date() <= ILL[1] for when, _told in after)
    assert len(gone) < len(before) / 2
    assert Message.objects.count() > written
    assert subscribed(last.nurse) == [when for when, _told in after]
    paper = page.request.get(f"{live}{reverse('wheel:paper', args=['unit', office_of(last.project.municipality).pk])}")
    assert paper.ok
    assert paper.body().startswith(b"%PDF")
