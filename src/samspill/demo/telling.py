"""How a measure of the demo goes its way: from words written down in advance, through the verbs people would use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from samspill.arenas.models import Arena
from samspill.conferences.actions.code_handing import propose_from
from samspill.conferences.models import Theme
from samspill.demo.chronicle import Chronicle
from samspill.demo.course import Course, Entry, Judged, Plan, Ruling
from samspill.measures.actions import analysing, deciding, evaluating, hearing, log, planning
from samspill.measures.actions.proposing import propose
from samspill.measures.actions.quoting import quote
from samspill.measures.actions.stepping import step
from samspill.measures.bridge import phase_at
from samspill.measures.models import Answer, Chosen, Judge, LogEntry, Measure, Milestone, Statement
from samspill.measures.queries import method_of
from samspill.meetings.models import Item
from samspill.notes.models import Line
from samspill.people.models import Person

# The stations a leader takes a measure to between the rulings, and the hour of each: decided at two, tried after that.
WALKED = {"heard": 10, "planned": 11, "trying": 15, "evaluated": 11}
RULED = {"decided": "start", "settled": "final"}
STATIONS = [
    "proposed",
    "analysed",
    "asked",
    "answered",
    "heard",
    "planned",
    "decided",
    "trying",
    "evaluated",
    "settled",
]
TOLD = ("proposers", "participants", "coordinator")


class Teller:
    """Lays courses into the chronicle, and knows the measures that came of them."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle, self.story = chronicle, chronicle.story
        self.known: dict[str, int] = {}
        self.said: dict[str, list[Statement]] = {}
        self.themes: dict[str, Theme] = {}

    def measure(self, title: str) -> Measure:
        return Measure.objects.select_related("unit__municipality", "project__municipality").get(pk=self.known[title])

    def arena(self, course: Course, name: str) -> Arena:
        kind, _, group = name.partition(":")
        rows = Arena.objects.select_related("unit__municipality", "project__municipality")
        return rows.get(project=self.story.project, unit=self.story.unit(course.school), kind=kind, group=group)

    def lay(self, course: Course, when: Callable[[int], date]) -> None:
        """Put everything about one measure on its days. What a body does at its own meetings is left to those."""
        on, days = self.chronicle.on, self._days(course, when)
        if "proposed" in days:
            on(days["proposed"], partial(self._propose, course), 9)
        if "analysed" in days and "analysed" not in course.at_meetings:
            on(days["analysed"], partial(self.put_forward, course), 13)
        if "asked" in days:
            on(days["asked"], partial(self._ask, course), 16)
        for number, arena in enumerate(course.answers):
            on(days["answered"], partial(self._answer, course, arena), 16, 30 + number)
        for stage in WALKED:
            if stage in days:
                on(days[stage], partial(self._walk, course, stage), WALKED[stage])
        for stage, name in RULED.items():
            if stage in days and stage not in course.at_meetings:
                on(days[stage], partial(self.rule, course, getattr(course, name)), 14)
        for entry in course.log:
            on(max(when(entry.day), days["trying"]), partial(self._log, course, entry), 15, 30)

    def _days(self, course: Course, when: Callable[[int], date]) -> dict[str, date]:
        """The day of each station, in their order: where a holiday would put two on one day, the later one moves on."""
        found: dict[str, date] = {}
        last = date.min
        for stage in STATIONS:
            if stage in course.days:
                day = when(course.days[stage])
                last = found[stage] = day if day > last else self.chronicle.day_after(last)
        return found

    def _propose(self, course: Course, at: datetime) -> None:
        if course.theme:
            self.known[course.title] = self._from_theme(course, at).pk
            return
        story, item = self.story, None
        said = self.said.get(course.grown, [])
        item = said[0].item if said else None
        made = propose(
            story.unit(course.school),
            story.project,
            title=course.title,
            reason=course.reason,
            text=course.text,
            concerns=course.concerns,
            level=course.level,
            source=course.source,
            source_item=item,
            source_name=said[0].origin_name if said else "",
            source_url=said[0].origin_url if said else "",
            statements=said,
            proposed_by=story.somebody(course.by) if course.by else None,
            acting=story.somebody(course.by or course.leader),
            at=at,
        )
        self.known[course.title] = made.pk

    def _from_theme(self, course: Course, at: datetime) -> Measure:
        theme = self.themes[course.theme]
        said = theme.codings.filter(point__group__session__place__gt=theme.conference.sessions.earliest("place").place)
        return propose_from(
            theme,
            points=list(said.order_by("-point__group__session__place", "point").values_list("point", flat=True)[:6]),
            title=course.title,
            reason=course.reason,
            text=course.text,
            concerns=course.concerns,
            level=course.level,
            acting=self.story.somebody(course.leader),
            at=at,
        )

    def quote(self, key: str, item: Item, words: Iterable[str], at: datetime, **fields: str) -> None:
        """Keep lines of the minutes as statements, for the course that is `grown` from `key`."""
        meeting, project = item.meeting, self.story.project
        assert meeting, "Only a matter of a meeting has been talked about."
        acting, where = meeting.minute_taker, f"{meeting}: {item.title}"
        lines = {line.text: line.pk for line in Line.objects.filter(note=meeting.note, field=item.field)}
        for text in words:
            said = quote(
                project,
                item.arena.unit,
                text=text,
                said_on=meeting.on,
                arena=item.arena,
                item=item,
                origin_kind="line" if text in lines else "",
                origin_id=lines.get(text),
                origin_name=where,
                origin_url=item.get_absolute_url(),
                acting=acting,
                at=at,
                **fields,
            )
            self.keep(key, said)

    def keep(self, key: str, said: Statement) -> None:
        self.said.setdefault(key, []).append(said)

    def put_forward(self, course: Course, at: datetime) -> None:
        leader = self.story.somebody(course.leader)
        analysing.put_forward(self.measure(course.title), version=None, acting=leader, at=at)

    def _ask(self, course: Course, at: datetime) -> None:
        by, leader = at.date() + timedelta(days=21), self.story.somebody(course.leader)
        hearing.ask_teams([self.measure(course.title)], by=by, acting=leader, at=at)

    def _answer(self, course: Course, name: str, at: datetime) -> None:
        (stance, reason), arena = course.answers[name], self.arena(course, name)
        answer = Answer.objects.select_related("arena", "measure").get(measure=self.known[course.title], arena=arena)
        lead = arena.memberships.filter(leads=True).select_related("person").first()
        assert lead, "Every team of the demo has somebody who leads it."
        hearing.give_answer(answer, stance=stance, reason=reason, version=None, acting=lead.person, at=at)

    def _walk(self, course: Course, stage: str, at: datetime) -> None:
        leader = self.story.somebody(course.leader)
        if stage == "planned" and course.plan:
            self._plan(course, course.plan, leader, at)
        if stage == "evaluated" and course.judged:
            self._judge(course, course.judged, leader, at)
        measure = self.measure(course.title)
        phase = phase_at(method_of(measure), stage)
        assert phase, "The demo's method has every station."
        step(
            measure,
            to=phase.id,
            on=at.date(),
            version=None,
            reason=course.deviations.get(stage, ""),
            acting=leader,
            at=at,
        )

    def _plan(self, course: Course, plan: Plan, leader: Person, at: datetime) -> None:
        story, starts = self.story, at.date() + timedelta(days=plan.begins)
        measure, ends = self.measure(course.title), starts + timedelta(days=plan.days)
        planning.keep_plan(
            measure,
            version=0,
            level=course.level,
            goal=plan.goal,
            content=plan.content,
            main_arena=self.arena(course, plan.main),
            time_frame=plan.time_frame,
            starts=starts,
            ends=ends,
            signs=plan.signs,
            baseline=plan.baseline,
            pupils=plan.pupils,
            acting=leader,
            at=at,
        )
        coordinator = story.somebody(plan.coordinator)
        planning.appoint(measure, coordinator, since=at.date(), version=None, acting=leader, at=at)
        people = [story.somebody(part) for part in plan.people]
        parts = planning.take_part(measure, people, chosen=Chosen.NAMED, since=at.date(), acting=leader, at=at)
        for part in parts:
            if plan.elected and part.person == story.somebody(plan.elected):
                planning.change_part(part, chosen=Chosen.ELECTED, represents=True, until=None, acting=leader, at=at)
        for text, after, reached in plan.milestones:
            by = starts + timedelta(days=after)
            made = planning.add_milestone(measure, text=text, by=by, acting=coordinator, at=at)
            if reached and by < story.today:
                self.chronicle.on(by, partial(_tick, made, coordinator), 15)

    def _judge(self, course: Course, judged: Judged, leader: Person, at: datetime) -> None:
        measure, on = self.measure(course.title), at.date()
        evaluating.evaluate(
            measure,
            judge=Judge.TEAM,
            on=on,
            arena=self.arena(course, judged.arena),
            representative=measure.participants.filter(represents=True).first(),
            tried=judged.tried,
            experience=judged.experience,
            worked=judged.worked,
            did_not_work=judged.did_not_work,
            proposal=judged.proposal,
            prerequisites=judged.prerequisites,
            acting=leader,
            at=at,
        )
        if judged.leader:
            evaluating.evaluate(measure, judge=Judge.LEADER, on=on, worked=judged.leader, acting=leader, at=at)

    def rule(self, course: Course, ruling: Ruling, at: datetime, item: Item | None = None) -> None:
        """Let the steering group decide, at a matter of its meeting where there was one."""
        story = self.story
        deciding.decide(
            self.measure(course.title),
            verdict=ruling.verdict,
            conclusion=ruling.conclusion,
            reasons=ruling.reasons,
            votes=ruling.votes,
            deviation=ruling.deviation,
            owner=story.somebody(ruling.owner) if ruling.owner else None,
            description=ruling.description,
            told=TOLD,
            on=at.date(),
            version=None,
            item=item,
            acting=story.somebody(course.leader),
            at=at,
        )

    def _log(self, course: Course, entry: Entry, at: datetime) -> None:
        who = self.story.somebody(entry.who)
        made = log.write(
            self.measure(course.title),
            key=uuid5(NAMESPACE_URL, f"{course.title} {entry.day}"),
            on=at.date(),
            done=entry.done,
            with_whom=entry.with_whom,
            seen=entry.seen,
            adjusted=entry.adjusted,
            question=entry.question,
            acting=who,
            at=at,
        )
        if entry.answer:
            leader, later = self.story.somebody(course.leader), self.chronicle.next_after(at)
            self.chronicle.on(later, partial(_answered, made, entry.answer, leader), 14)


def _tick(milestone: Milestone, acting: Person, at: datetime) -> None:
    planning.tick_milestone(milestone, on=at.date(), acting=acting, at=at)


def _answered(entry: LogEntry, answer: str, acting: Person, at: datetime) -> None:
    entry.refresh_from_db()
    log.answer_question(entry, answer=answer, version=None, acting=acting, at=at)
