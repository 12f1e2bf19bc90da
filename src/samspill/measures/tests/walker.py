"""Somebody who does anything to the measures of a school, in any order, while people leave and time goes by.

A verb may refuse; then nothing has changed. Whatever it does, `truths` hold afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import ClassVar, TypeVar
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from samspill.arenas.actions import end_seat, seat
from samspill.measures.actions import analysing, deciding, evaluating, hearing, planning, practising
from samspill.measures.actions import log as logging
from samspill.measures.actions.proposing import propose, reword
from samspill.measures.actions.quoting import quote
from samspill.measures.actions.stepping import step
from samspill.measures.bridge import pack_phases
from samspill.measures.models import Answer, Chosen, Fate, Judge, Measure, Plan, Recheck, Stance, Statement, Verdict
from samspill.measures.queries import method_of
from samspill.measures.tests.truths import ALL, LAID_ASIDE, fingerprint, kin_around
from samspill.people.actions import add_person, end_position, take_position
from samspill.people.models import Person
from samspill.people.versions import StaleError
from tests.cast import Cast

T = TypeVar("T")


def is_open(measure: Measure) -> bool:
    return measure.live and not measure.settled


def waits(measure: Measure) -> bool:
    return measure.fate in (Fate.PARKED, Fate.FORUM)


def is_merged(measure: Measure) -> bool:
    return measure.fate == Fate.MERGED


some = st.integers(0, 79)  # one of however many there are
whys = st.sampled_from(("", "", "  ", "It was asked for."))
fates = st.sampled_from(("It must wait.", "Others do the same.", ""))
ago = st.sampled_from((0, 0, 0, 0, 1, 8, -1))  # days since what is written down; one of them is still to come
PLAN = {"goal": "Calm mornings.", "content": "Two adults meet the class.", "time_frame": "Until Easter."}


class Walk(RuleBasedStateMachine):
    """`cast` has a measure at every station; `done` counts over all walks what was done and what was refused."""

    cast: ClassVar[Cast]
    begins: ClassVar[datetime]
    done: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.at = self.begins
        self.measures = list(Measure.objects.order_by("pk").values_list("pk", flat=True))
        self.said: list[int] = []
        self.grown: set[tuple[int, int]] = set()  # (statement, measure) as somebody laid them down
        self.left: set[int] = set()
        self.touched: set[int] = set(self.measures)
        self.fates: Counter[str] = Counter()  # how many have each fate, so that no verb waits for one in vain
        self.stands = fingerprint()
        self.changed = True

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    # What is chosen, and how it is done.

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    def measure(self, which: int, fits: Callable[[Measure], bool] = lambda one: True) -> Measure:
        """One of them; three times out of four one that fits, if any does."""
        rows = list(Measure.objects.filter(pk__in=self.measures).order_by("pk"))
        found = [one for one in rows if fits(one) or not which % 4] or rows
        return found[which // 4 % len(found)]

    def person(self, which: int) -> Person:
        people = Person.objects.filter(positions__unit=self.cast.school).order_by("pk").distinct()
        return people[which % len(people)]

    def someone(self) -> dict[str, object]:
        """Who does it and when; each thing a minute after the last."""
        self.at += timedelta(minutes=1)
        return {"acting": self.cast.leader, "at": self.at}

    def tries(
        self, verb: Callable[..., T], *things: object, about: tuple[Measure, ...] = (), **fields: object
    ) -> T | None:
        """Do it, or find that it is refused and that nothing came of it."""
        name, before = verb.__name__, self.stands
        try:
            made = verb(*things, **fields, **self.someone())
        except (ValidationError, StaleError):
            assert fingerprint() == before, f"{name} was refused, and changed something"
            self.done[f"no {name}"] += 1
            return None
        self.stands = after = fingerprint()
        self.changed |= after != before
        assert (after == before) or after["journal_entry"] != before["journal_entry"], f"{name} left no line"
        self.touched |= {one.pk for one in about}
        self.done[name] += 1
        return made

    def new(self, made: Measure, statements: tuple[int, ...] = ()) -> None:
        self.measures.append(made.pk)
        self.touched.add(made.pk)
        self.grown |= {(said, made.pk) for said in statements}

    # Where it begins.

    @rule(which=some, days=ago)
    def somebody_says(self, which: int, days: int) -> None:
        text, day = f"Mornings are loud ({which % 7})", self.today - timedelta(abs(days))
        made = self.tries(quote, self.cast.project, self.cast.school, text=text, said_on=day)
        if made and made.pk not in self.said:
            self.said.append(made.pk)

    @precondition(lambda self: len(self.measures) < LAID_ASIDE)
    @rule(which=some, said=st.lists(some, max_size=3))
    def somebody_proposes(self, which: int, said: list[int]) -> None:
        kept = tuple({self.said[one % len(self.said)] for one in said}) if self.said else ()
        made = self.tries(
            propose,
            self.cast.school,
            self.cast.project,
            title=f"Idea {which}",
            statements=Statement.objects.filter(pk__in=kept),
            proposed_by=self.cast.teacher,
        )
        if made:
            self.new(made, kept)

    @rule(which=some, late=st.booleans())
    def somebody_rewords(self, which: int, late: bool) -> None:
        one = self.measure(which)
        self.tries(reword, one, version=one.version - late, title=f"Said {self.at:%H:%M}")

    # The analysis.

    @rule(which=some, why=whys)
    def it_is_put_forward(self, which: int, why: str) -> None:
        one = self.measure(which, is_open)
        self.tries(analysing.put_forward, one, version=one.version, reason=why, about=(one,))

    @rule(which=some, why=whys)
    def it_is_declined(self, which: int, why: str) -> None:
        one = self.measure(which, is_open)
        self.tries(analysing.decline, one, version=one.version, reason=why, about=(one,))

    @rule(which=some, why=fates, late=st.booleans(), forum=st.booleans())
    def it_waits(self, which: int, why: str, late: bool, forum: bool) -> None:
        one = self.measure(which, is_open)
        verb = analysing.to_forum if forum else analysing.park
        self.tries(verb, one, version=one.version - late, reason=why, about=(one,))

    @precondition(lambda self: self.fates[Fate.PARKED] + self.fates[Fate.FORUM])
    @rule(which=some)
    def it_is_taken_up_again(self, which: int) -> None:
        one = self.measure(which, waits)
        self.tries(analysing.resume, one, version=one.version, about=(one,))

    @rule(which=some, others=st.lists(some, min_size=1, max_size=2))
    def some_become_one(self, which: int, others: list[int]) -> None:
        target, sources = self.measure(which, is_open), [self.measure(one, is_open) for one in others]
        self.tries(analysing.merge, target, sources, reason="The same.", about=(target, *sources))

    @precondition(lambda self: len(self.measures) < LAID_ASIDE)
    @rule(others=st.lists(some, min_size=2, max_size=4), title=st.sampled_from(("All of it", "Both", "Both", " ")))
    def some_are_gathered(self, others: list[int], title: str) -> None:
        sources = list({one.pk: one for one in (self.measure(which, is_open) for which in others)}.values())
        made = self.tries(analysing.gather, sources, title=title, about=tuple(sources))
        if made:
            self.new(made)

    @precondition(lambda self: self.fates[Fate.MERGED])
    @rule(which=some)
    def it_is_parted_again(self, which: int) -> None:
        one = self.measure(which, is_merged)
        about = (one, *Measure.objects.filter(ancestry__parent=one))
        self.tries(analysing.unmerge, one, version=one.version, about=about)

    @precondition(lambda self: len(self.measures) < LAID_ASIDE)
    @rule(
        which=some, sides=st.lists(st.sampled_from(("first", "second", "both", "both", "none")), min_size=9, max_size=9)
    )
    def it_becomes_several(self, which: int, sides: list[str]) -> None:
        one = self.measure(which, is_open)
        carried = dict(zip(one.statements.order_by("pk").values_list("pk", flat=True), sides, strict=False))
        parts = [
            analysing.Part(f"{name} of {one.pk}", tuple(pk for pk, side in carried.items() if side in (name, "both")))
            for name in ("first", "second")
        ]
        made = self.tries(analysing.split, one, parts, version=one.version, about=(one,))
        for born, part in zip(made or (), parts, strict=False):
            self.new(born, part.statements)

    # The hearing and the plan.

    @rule(which=some, days=st.sampled_from((None, 14, -2)))
    def the_teams_are_asked(self, which: int, days: int | None) -> None:
        one = self.measure(which)
        by = None if days is None else self.today + timedelta(days)
        self.tries(hearing.ask_teams, [one], by=by, about=(one,))

    @rule(which=some, stance=st.sampled_from((*Stance.values, "perhaps")), all_of_them=st.booleans())
    def a_team_answers(self, which: int, stance: str, all_of_them: bool) -> None:
        one = self.measure(which)
        for answer in Answer.objects.filter(measure=one).order_by("stance", "pk")[: 9 if all_of_them else 1]:
            self.tries(hearing.give_answer, answer, stance=stance, version=answer.version, about=(one,))

    @rule(which=some, whole=st.booleans())
    def it_is_planned(self, which: int, whole: bool) -> None:
        one = self.measure(which)
        plan = Plan.objects.filter(measure=one).first()
        fields = {**PLAN, "main_arena": self.cast.arenas["grade-team-6"]} if whole else {"goal": ""}
        version = plan.version if plan else 0
        self.tries(planning.keep_plan, one, version=version, level="prevention", about=(one,), **fields)

    @rule(which=some, who=some)
    def somebody_coordinates(self, which: int, who: int) -> None:
        one = self.measure(which)
        person = self.person(who)
        self.tries(planning.appoint, one, person, since=self.today, version=one.version, about=(one,))

    @rule(which=some, days=ago)
    def the_coordinator_stops(self, which: int, days: int) -> None:
        one = self.measure(which)
        self.tries(planning.step_down, one, on=self.today - timedelta(days), version=one.version, about=(one,))

    @rule(which=some, who=st.lists(some, min_size=1, max_size=2, unique=True))
    def some_take_part(self, which: int, who: list[int]) -> None:
        one = self.measure(which)
        people = list({found.pk: found for found in (self.person(each) for each in who)}.values())
        self.tries(planning.take_part, one, people, chosen=Chosen.NAMED, since=self.today, about=(one,))

    # Trying, judging, deciding.

    @rule(which=some, days=ago)
    def it_is_logged(self, which: int, days: int) -> None:
        one, day = self.measure(which), self.today - timedelta(days)
        self.tries(logging.write, one, key=uuid4(), on=day, done="We met the class.", about=(one,))

    @rule(which=some, days=ago, judge=st.sampled_from(Judge.values), elected=st.booleans())
    def it_is_evaluated(self, which: int, days: int, judge: str, elected: bool) -> None:
        one, day = self.measure(which), self.today - timedelta(days)
        arena = self.cast.arenas["grade-team-6"] if judge == Judge.TEAM else None
        chosen = one.participants.filter(until=None).first() if elected else None
        words = {"arena": arena, "representative": chosen, "worked": "It was quieter."}
        self.tries(evaluating.evaluate, one, judge=judge, on=day, about=(one,), **words)

    @rule(which=some, verdict=st.sampled_from(Verdict.values), days=ago, deviation=whys, described=st.booleans())
    def it_is_decided(self, which: int, verdict: str, days: int, deviation: str, described: bool) -> None:
        one, day = self.measure(which), self.today - timedelta(days)
        page = {"owner": self.cast.teacher, "description": "Two adults."} if described else {}
        words = {"conclusion": "So it is.", "reasons": "It works.", "deviation": deviation, **page}
        self.tries(deciding.decide, one, verdict=verdict, on=day, version=one.version, about=(one,), **words)

    @rule(which=some, to=some, led=st.booleans(), days=ago, why=whys)
    def it_goes_on(self, which: int, to: int, led: bool, days: int, why: str) -> None:
        one = self.measure(which)
        phases = pack_phases(method_of(one))
        choice = (phases[one.phase].next if led else ()) or (*phases, "nowhere")
        day = self.today - timedelta(days)
        self.tries(step, one, to=choice[to % len(choice)], on=day, version=one.version, reason=why, about=(one,))

    @rule(which=some, using=st.sampled_from((0, 4, 8, 12)))
    def it_is_looked_at_again(self, which: int, using: int) -> None:
        rows = Recheck.objects.filter(measure__in=self.measures).order_by("checked_on", "due", "pk")
        if rows:
            found = rows[which % len(rows)]
            about = (found.measure,)
            self.tries(practising.check, found, version=found.version, using=using, concerned=8, about=about)

    # What nobody can help.

    @rule(days=st.sampled_from((1, 3, 7, 30, 61, 183)))
    def time_goes_by(self, days: int) -> None:
        self.at += timedelta(days)

    @precondition(lambda self: len(self.left) < 5)
    @rule(which=some)
    def somebody_leaves(self, which: int) -> None:
        person, last = self.person(which), self.today - timedelta(1)
        if person == self.cast.leader or person.pk in self.left:
            return
        for position in person.positions.filter(until=None, since__lte=last):
            self.tries(end_position, position, until=last, version=position.version)
        for membership in person.memberships.filter(until=None, since__lte=last):
            self.tries(end_seat, membership, until=last, version=membership.version)
        if not person.positions.filter(until=None).exists():
            self.left.add(person.pk)

    @rule(which=some)
    def somebody_comes(self, which: int) -> None:
        name = f"Newcomer {which}"
        person = self.tries(add_person, name=name, email=f"{uuid4().hex}@sundvik.example")
        if person:
            self.tries(take_position, person, self.cast.school, profession="teacher", since=self.today)
            self.tries(seat, self.cast.arenas["grade-team-6"], person, role="teacher", since=self.today)

    @invariant()
    def all_is_true(self) -> None:
        self.done["steps"] += 1
        if self.changed:  # none of the truths depends on the day
            rows = kin_around(self.measures)
            self.fates = Counter(one.fate for one in rows.measures)
            for truth in ALL:
                truth(self, rows)
        self.touched.clear()
        self.changed = False
