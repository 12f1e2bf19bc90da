"""How many of the staff measures reach: who proposed, tried, was heard; by groups and never by names (L35, R23)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samspill.arenas.models import Arena, Membership
from samspill.core.fidelity.model import Period, Ref, Subject
from samspill.core.fidelity.rules.rhythms import KEPT_BACK
from samspill.core.redthread.reach import Count, Reach, reach
from samspill.core.schoolyear.periods import periods
from samspill.insight.lives import Life
from samspill.meetings.models import Here, Presence
from samspill.people.models import Position
from samspill.projects.models import Participation

WAYS = ("proposed", "tried", "heard")


@dataclass(frozen=True, slots=True)
class Took:
    """Somebody took part in some way from a day to a day; `meeting` where it was at one."""

    way: str
    person: int
    since: date
    until: date | None
    meeting: int | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works at a school, and the arenas whose members are a group of their own: the grade teams."""

    positions: Sequence[Position]
    arenas: Sequence[Arena]
    took: Sequence[Took]

    def groups_on(self, day: date) -> Mapping[int, str]:
        """Each person's one group: “arena:6” in a grade team, else the profession. Nobody stands in two."""
        found = {one.person_id: one.profession for one in self.positions if _on(one, day)}
        teams = sorted((one for one in self.arenas if one.group and _on(one, day)), key=lambda one: one.group)
        for arena in teams:
            seats = (seat for seat in arena.memberships.all() if not seat.guest and _on(seat, day))
            found |= {seat.person_id: f"arena:{arena.pk}" for seat in seats if seat.person_id in found}
        return found

    def counts(self, period: Period, day: date, way: str = "") -> list[Count]:
        """How many of each group took part in a period, in one way or in any, of those who worked here on the day."""
        groups = self.groups_on(min(period.end, day))
        reached = {one.person for one in self.took if way in ("", one.way) and _within(one, period, day)}
        totals: dict[str, list[int]] = {}
        for person, group in groups.items():
            count = totals.setdefault(group, [0, 0])
            count[0] += person in reached
            count[1] += 1
        return [Count(group, *totals[group]) for group in sorted(totals)]

    def shown(self, period: Period, day: date, way: str = "") -> Reach:
        """The same as it may be shown: small groups told together."""
        return reach(self.counts(period, day, way))


def staff_of(participation: Participation, arenas: Sequence[Arena], lives: Sequence[Life]) -> Staff:
    """Read it in two queries."""
    positions = Position.objects.filter(unit=participation.unit_id).order_by("since", "pk")
    return Staff(tuple(positions), arenas, tuple(_took(participation, lives, arenas)))


def subjects(staff: Staff, joined: date, today: date) -> Iterator[Subject]:
    """One per half-year, with the share of everybody. Where the table keeps that number back, so does the board: with
    the groups that are shown one could work the hidden one out."""
    for period in periods("half_year", joined, today):
        counts = staff.counts(period, today)
        total = sum(one.total for one in counts)
        if total:
            hushed = reach(counts).whole is None
            share = sum(one.reached for one in counts) / total
            since, until = max(period.start, joined), min(period.end, today)
            tags = frozenset({KEPT_BACK} if hushed else ())
            ref = _ref(period)
            yield Subject("reach", "staff", since, until, tags=tags, numbers={"share": share}, ref=ref)


def _ref(period: Period) -> Ref:
    return Ref("reach", period.start.toordinal())


def heard_at(staff: Staff, joined: date, today: date) -> Mapping[Ref, tuple[Ref, ...]]:
    """The meetings of each half-year at which staff were heard: where the share comes from, and no names."""
    return {_ref(one): tuple(_meetings(staff, one, today)) for one in periods("half_year", joined, today)}


def _meetings(staff: Staff, period: Period, today: date) -> Iterator[Ref]:
    days = {one.meeting: one.since for one in staff.took if one.meeting and _within(one, period, today)}
    yield from (Ref("meeting", pk) for pk, _day in sorted(days.items(), key=lambda one: (one[1], one[0])))


def _took(participation: Participation, lives: Iterable[Life], arenas: Sequence[Arena]) -> Iterator[Took]:
    """Whoever was at a conference was heard there, as much as at a meeting that treated a measure."""
    known, project, unit = list(lives), participation.project_id, participation.unit_id
    for life in known:
        measure = life.measure
        if measure.proposed_by_id:
            yield Took("proposed", measure.proposed_by_id, measure.proposed_on, measure.proposed_on)
        yield from _tried(life)
        for answer in measure.answers.all():
            if answer.stance and answer.answered_on:
                yield from _members(answer.arena_id, answer.answered_on, arenas)
    days = {meeting.pk: day for life in known for meeting, day in life.treated}
    talks = Q(meeting__conference__project=project, meeting__conference__unit=unit, meeting__ended_at__isnull=False)
    there = Presence.objects.filter(Q(meeting__in=days) | talks, here=Here.PRESENT)
    for meeting, person, on in there.values_list("meeting", "person", "meeting__on"):
        day = days.get(meeting, on)
        yield Took("heard", person, day, day, meeting)


def _tried(life: Life) -> Iterator[Took]:
    who = [(row.person_id, row.since, row.until) for row in life.measure.participants.all()]
    if life.measure.coordinator_id and life.measure.coordinator_since:
        who.append((life.measure.coordinator_id, life.measure.coordinator_since, None))
    for tryout in life.tryouts:
        for person, since, until in who:
            ends = min(filter(None, (until, tryout.until)), default=None)
            begins = max(since, tryout.since)
            if ends is None or begins <= ends:
                yield Took("tried", person, begins, ends)


def _members(arena: int, day: date, arenas: Collection[Arena]) -> Iterator[Took]:
    for one in arenas:
        if one.pk == arena:
            for seat in one.memberships.all():
                if not seat.guest and _on(seat, day):
                    yield Took("heard", seat.person_id, day, day)


def _within(one: Took, period: Period, day: date) -> bool:
    last = min(period.end, day)
    return one.since <= last and (one.until is None or one.until >= period.start)


def _on(row: Position | Arena | Membership, day: date) -> bool:
    return row.since <= day and (row.until is None or row.until >= day)
