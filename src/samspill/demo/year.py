"""The year as the owner plans it: what is left of this one is published, the next one lies as a draft beside it.

This year is planned from today on. What lies behind was called by the schools themselves, met here and missed there:
a plan published before it would have called it all, and nobody would see what a school looks like that struggles.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from samspill.demo.chronicle import clock
from samspill.demo.route import school_year_of
from samspill.demo.story import Story
from samspill.people.models import Person
from samspill.planner.actions import making, planning
from samspill.planner.actions.changing import leave_out
from samspill.planner.actions.holding import stamp
from samspill.planner.actions.publishing import publish
from samspill.planner.bridge import load
from samspill.planner.jobs import work
from samspill.planner.models import Planning, YearPlan
from samspill.planner.reading import difference

HOUR = 0  # before anybody meets that day, and never still to come: what is asked of the queue then is done at once
NOTICE = timedelta(days=10)
#: Who teaches together meets as before until the summer; the owner plans that from the next school year on.
THIS_YEAR: Mapping[str, Mapping[str, bool]] = {"grade-team": {"on": False}}


def lay_ahead(story: Story) -> None:
    at, owner = clock(story.today, HOUR), story.whose("owner")
    begins = school_year_of(story.today)
    this = _begun(story, begins, None, THIS_YEAR, at)
    _plan(this, owner, at)
    waits = difference(this, story.today)
    if waits.new or waits.moved:
        publish(this, seen=waits.digest, acting=owner, at=at)
    planning.start(_begun(story, begins + 1, this, {}, at), acting=owner, at=at)  # the queue plans it, as it would


def _begun(story: Story, begins: int, like: YearPlan | None, setup: Mapping[str, object], at: datetime) -> YearPlan:
    owner = story.whose("owner")
    plan = making.make_plan(story.town.municipality, unit=None, begins=begins, like=like, acting=owner, at=at)
    return making.change_setup(plan, setup=setup, version=None, acting=owner, at=at)


def _plan(plan: YearPlan, owner: Person, at: datetime) -> None:
    """What should have been held by now, and was not, is left out: nobody is called from one day to the next."""
    run = planning.start(plan, acting=owner, at=at)
    for row in plan.meetings.filter(meeting=None, latest__lt=at.date() + NOTICE):
        leave_out(row, version=None, acting=owner, at=at)
    work(run.pk, at, partial(_search, at=at))


def _search(run: Planning, *, at: datetime) -> None:
    """Keep the first plan at once; the queue finds the work done."""
    loaded = load(run.plan, at.date())
    budget, _longer = planning.budgets(loaded)
    found = planning.look_for(loaded, run, budget, loaded.wheel, lambda _progress: True)
    planning.keep(run, stamp(loaded), found, at=at)
    planning.finish(run, at=at)
