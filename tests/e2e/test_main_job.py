"""The main job on real input: the national register in, and the four municipalities of R4 take up the method.

Nedre Eiker became part of Drammen in 2020; which schools of Drammen were Nedre Eiker's is marked in a file of its own.
"""

from __future__ import annotations

import csv
import io
import re
from argparse import Namespace
from datetime import date
from pathlib import Path

import holidays
import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from samspill.arenas.models import Membership
from samspill.cli import adopt_, import_, invite_
from samspill.config.trouble import Trouble
from samspill.core.registers.tests.files import shared
from samspill.people.models import Person
from samspill.projects.models import Participation, Project
from samspill.wheel.models import Occasion

pytestmark = pytest.mark.e2e
REGISTER, GUIDE = "no_schools/schools_all.csv", "no_schools/schools_log_municipalities.csv"
FIRST_AUTUMN = date(2017, 10, 1), date(2017, 11, 30)
PASSWORD = "en lang setning om høst"


@pytest.fixture
def register(live: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The whole register, brought in by the command; gives the address of the server."""
    file = tmp_path / "register.csv"
    file.write_bytes(shared(REGISTER))
    options = Namespace(kind="schools", file=file, municipality="", answer=[], yes=True)
    assert import_.run(options) == 0, capsys.readouterr().out
    cache.clear()
    return live


def nedre_eiker() -> list[str]:
    """Half of the primary schools that were Nedre Eiker's."""
    rows = csv.DictReader(io.StringIO(shared(GUIDE).decode("utf-8-sig")))
    return sorted(row["navn"] for row in rows if row["nedre_eiker_2017"] == "ja" and row["hoyeste_trinn"] == "7")[::2]


def take_up(municipality: str, schools: list[str] | None, start: str = "2017-10") -> None:
    """`samspill adopt log --municipality …`, as it is typed."""
    begins = adopt_.month(start)
    adopt_.run(Namespace(method="log", municipality=municipality, start=begins, schools=schools))


def come_in(page: Page, live: str, municipality: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Invite a school owner, who comes in with the code and chooses a password."""
    name, email = f"Eier i {municipality}", f"eier.{Person.objects.count()}@example.org"
    invite_.run(Namespace(name=name, municipality=municipality, email=email, profession="school_owner", new=False))
    Person.objects.update(language="en")
    code = capsys.readouterr().out.split()[-1]
    page.context.clear_cookies()
    page.goto(f"{live}/welcome/")
    page.fill("[name=code]", code)
    page.press("[name=code]", "Enter")
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    page.press("[name=again]", "Enter")
    page.wait_for_url(f"{live}/")


def school_names(project: Project) -> list[str]:
    here = Participation.objects.filter(project=project, takes_part=True).exclude(unit__kind="office")
    return list(here.order_by("unit__name").values_list("unit__name", flat=True))


def says_what_to_fill(told: str, project: Project) -> None:
    """The command names the schools, and the vacant places in words."""
    schools = school_names(project)
    assert f"{len(schools)} schools take part: " in told
    assert all(name in told for name in schools)
    assert re.search(rf"{len(schools)} × Nobody sits in the place “School nurse”", told)
    assert Membership.objects.filter(arena__project=project).count() == 0


def lies_on_school_days(project: Project) -> None:
    """Nothing on a weekend or a public holiday, and the first conferences where the guide has them (R88, R90)."""
    public = holidays.country_holidays("NO", years=range(2017, 2021))
    days = set(Occasion.objects.filter(project=project).values_list("on", flat=True))
    assert len(days) > 100
    assert {day for day in days if day.weekday() > 4 or day in public} == set()
    first = Occasion.objects.filter(project=project, activity__in=["conference-1-municipality", "conference-1-school"])
    assert first.count() == 1 + len(school_names(project))
    assert {one.on for one in first.exclude(on__range=FIRST_AUTUMN)} == set()


def shows_the_project(page: Page, live: str, project: Project) -> None:
    page.goto(f"{live}{project.get_absolute_url()}")
    for name in school_names(project):
        expect(page.locator("#schools").get_by_role("link", name=name, exact=True)).to_be_visible()
    page.goto(f"{live}/")
    expect(page.get_by_text("Strategy forum: Nobody sits in the place “School leader”.").first).to_be_visible()


def shows_the_plan(page: Page, live: str, project: Project) -> None:
    page.goto(f"{live}{project.get_absolute_url()}")
    page.locator("#schools").get_by_role("link", name="Plan", exact=True).first.click()
    row = page.locator(".ss-item", has=page.get_by_role("link", name="Dialogue conference 1 at the school", exact=True))
    day = date.fromisoformat(row.locator("time").get_attribute("datetime") or "")
    assert FIRST_AUTUMN[0] <= day <= FIRST_AUTUMN[1]


def shows_the_board(page: Page, live: str, project: Project) -> None:
    """The municipality's own board says what to fill; the schools' boards are theirs until they show them."""
    page.goto(f"{live}{project.get_absolute_url()}")
    page.locator("#office").get_by_role("link", name="Requirement board").click()
    first = page.locator("#first")
    expect(first.get_by_role("link", name="The strategy forum is composed")).to_be_visible()
    expect(first).to_contain_text("missing is school leader, school owner and head of service")


def test_the_four_municipalities_of_the_guide(page: Page, register: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Trouble, match=r"no municipality “Nedre Eiker”. The nearest are .*Eiker"):
        take_up("Nedre Eiker", None)

    for name, schools in {"Harstad": None, "Lillehammer": None, "Ålesund": None, "Drammen": nedre_eiker()}.items():
        capsys.readouterr()
        take_up(name, schools)
        told, project = capsys.readouterr().out, Project.objects.latest("pk")
        come_in(page, register, name, capsys)

        says_what_to_fill(told, project)
        lies_on_school_days(project)
        shows_the_project(page, register, project)
        shows_the_plan(page, register, project)
        shows_the_board(page, register, project)

    assert school_names(project) == ["Krokstad skole", "Solberg skole", "Stenseth skole"]
