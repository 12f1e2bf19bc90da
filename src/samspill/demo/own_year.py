"""What people have put into the year wheel themselves: municipality, schools, and one teacher for herself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from samspill.calendars.bridge import year_of
from samspill.core.schoolyear import SchoolYear
from samspill.core.schoolyear.periods import AUTUMN_BEGINS
from samspill.demo.route import school_year_of
from samspill.demo.telling import Teller
from samspill.wheel.activity_actions import add_activity, new_activity
from samspill.wheel.models import WheelRing


class Own(NamedTuple):
    """Month, day, title, and how many days it lasts."""

    month: int
    day: int
    title: str
    days: int = 1


MUNICIPALITY = (
    Own(8, 11, "Rektorene samles til skolestart"),
    Own(9, 7, "Nasjonale prøver", 19),
    Own(10, 19, "Frist for budsjettinnspill"),
    Own(11, 2, "Elevundersøkelsen", 26),
    Own(12, 9, "Kommunestyret vedtar budsjettet"),
    Own(1, 18, "Samtaler om kvalitet med skolene", 12),
    Own(2, 8, "Innskriving til første trinn", 5),
    Own(3, 15, "Tilstandsrapporten til kommunestyret"),
    Own(4, 19, "Kartleggingsprøver", 12),
    Own(5, 10, "Bemanningen for neste skoleår er klar"),
    Own(6, 7, "Overgang fra barnehage til skole", 5),
)
FJELLHEIM = (
    Own(8, 24, "Foreldremøte på alle trinn", 4),
    Own(9, 14, "Uteskoleuke", 5),
    Own(10, 22, "Innsamlingsaksjon"),
    Own(11, 9, "Utviklingssamtaler", 12),
    Own(12, 14, "Juleverksted"),
    Own(1, 11, "Lesekampanje", 19),
    Own(2, 2, "Skidag"),
    Own(3, 8, "Utviklingssamtaler", 12),
    Own(4, 26, "Trafikkuke", 5),
    Own(5, 3, "Svømmekurs for 4. trinn", 12),
    Own(6, 9, "Sommeravslutning"),
)
STRANDVIK = (
    Own(9, 21, "Strandrydding"),
    Own(11, 16, "Utviklingssamtalar", 5),
    Own(2, 16, "Skidag"),
    Own(6, 10, "Sommaravslutning"),
)
NORDBERG = (Own(1, 20, "Foreldremøte om prosjektet"), Own(5, 20, "Åpen dag"))
TEACHER = (
    Own(8, 20, "Bli kjent-uke i 5A", 7),
    Own(9, 23, "Forberede utviklingssamtaler", 3),
    Own(10, 14, "Bytte lesegrupper"),
    Own(11, 11, "Halvårsvurdering i norsk", 8),
    Own(12, 2, "Pynte klasserommet"),
    Own(1, 13, "Ny bokliste"),
    Own(2, 10, "Besøk fra biblioteket"),
    Own(3, 3, "Forberede utviklingssamtaler", 3),
    Own(4, 14, "Prosjekt om havet", 12),
    Own(5, 12, "Halvårsvurdering i norsk", 8),
    Own(6, 2, "Overlevering til neste trinn"),
)


def lay(teller: Teller) -> None:
    """All of it is written down when the school year begins."""
    told = teller.chronicle
    begun = date(school_year_of(told.story.today), 8, 1)
    first = next((day for day in told.days if day >= begun), told.days[-1])
    told.on(first, partial(_write, teller), 8)


def _write(teller: Teller, at: datetime) -> None:
    for where, ring, part, year in (
        ("office", WheelRing.MUNICIPALITY, "owner", MUNICIPALITY),
        ("school", WheelRing.SCHOOL, "leader", FJELLHEIM),
        ("other_school", WheelRing.SCHOOL, "other_leader", STRANDVIK),
        ("starting", WheelRing.SCHOOL, "starting:school_leader:0", NORDBERG),
        ("", WheelRing.PERSON, "grade_leader_5", TEACHER),
    ):
        unit, acting = teller.story.unit(where) if where else None, teller.story.somebody(part)
        person = acting if unit is None else None
        for own in year:
            starts = _school_day(teller, own)
            ends = starts + timedelta(days=own.days - 1)
            blank = new_activity(ring=ring, unit=unit, person=person)
            shown = unit is not None
            add_activity(blank, title=own.title, starts=starts, until=ends, open=shown, acting=acting, at=at)


def _school_day(teller: Teller, own: Own) -> date:
    """That day of this school year, or the next day with pupils; planning days and holidays stay free."""
    year = SchoolYear(school_year_of(teller.story.today))
    day = date(year.begins + (own.month < AUTUMN_BEGINS), own.month, own.day)
    known = year_of(teller.story.unit("school"), year.period.start, year.period.end).days
    return known.next_school_day(day) or day
