"""The conferences: Fjellheim's of this autumn from plan to answer, one that lies ahead, and the municipality's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from samspill.conferences.actions import code, code_handing, conferring, planning, running
from samspill.conferences.actions.announcing import announce
from samspill.conferences.actions.checklist import followups_of
from samspill.conferences.actions.composing import compose
from samspill.conferences.actions.handing_in import hand_in
from samspill.conferences.actions.inviting import invite
from samspill.conferences.actions.pulse import answer_pulse, close_pulse
from samspill.conferences.actions.report import report_back
from samspill.conferences.actions.saying import keep_points
from samspill.conferences.models import (
    Conference,
    Group,
    GroupSeat,
    Point,
    Session,
    SessionForm,
    SessionKind,
    Theme,
    Wish,
    WishKind,
)
from samspill.conferences.pulse import questions_of
from samspill.conferences.queries import CONFERENCES, points_of, rounds_of
from samspill.conferences.statements import Op
from samspill.demo import conference_words as words
from samspill.demo.chronicle import clock
from samspill.demo.meetings import settle_later
from samspill.demo.telling import Teller
from samspill.followups.actions import finish
from samspill.measures.actions import analysing
from samspill.measures.models import Measure
from samspill.meetings.actions.attendance import mark_rest_present
from samspill.meetings.actions.replying import reply
from samspill.meetings.actions.sharing import share
from samspill.meetings.models import Presence, Reply
from samspill.notes.actions import append
from samspill.people.models import Person, Unit
from samspill.projects.models import Project

Rounds = tuple[tuple[str, ...], tuple[str, ...]]

STAFF = (
    *("leader", "grade_leader_5", "grade_leader_6", "grade_leader_7", "teacher", "coordinator", "special_needs"),
    *(f"school:teacher:{number}" for number in range(12)),
    *(f"school:assistant:{number}" for number in range(2)),
    *(f"school:social_teacher:{number}" for number in range(2)),
    *(f"school:other:{number}" for number in range(8)),
    *("nurse", "ppt_adviser", "welfare_adviser", "head_of_ppt", "head_of_health", "head_of_welfare"),
    *("health:school_nurse:0", "ppt:ppt_adviser:0", "welfare:child_welfare_adviser:0"),
)
LEADING = (
    *("grade_leader_5", "grade_leader_6", "grade_leader_7", "special_needs", "coordinator", "nurse"),
    *("school:teacher:0", "school:teacher:3", "school:social_teacher:0", "ppt_adviser"),
)
LEADERS = (
    *("owner", "leader", "other_leader", "head_of_ppt", "head_of_health", "head_of_welfare", "special_needs"),
    *("compared:school_leader:0", "also_compared:school_leader:0", "starting:school_leader:0"),
    *("nurse", "ppt_adviser", "welfare_adviser", "office:consultant:0", "office:consultant:1", "grade_leader_5"),
)
SUMMER = "summer-evaluation"  # what the resource team wrote before the summer is taken up in the first round (R47)
LEVELS = ("prevention", "", "", "early-effort", "", "individual-follow-up", "")
ANSWERED, LIKED = 31, (5, 4, 4, 5, 3, 4, 5, 4, 2, 4)
SECOND_CODER = 3  # of five statements


@dataclass(frozen=True)
class Script:
    """One conference of the past, in words and people. `themes`: what was said about each, round by round."""

    title: str
    purpose: str
    questions: Sequence[str]
    themes: Mapping[str, Rounds]
    people: Sequence[str]
    leading: Sequence[str]
    coders: tuple[str, str]
    responsible: str
    facilitator: str
    place: str
    groups: int
    plenary: Rounds = ((), ())
    besides: Rounds = ((), ())
    alike: tuple[Mapping[str, str], Mapping[str, str]] = field(default_factory=lambda: ({}, {}))

    def about(self, turn: int) -> Iterator[tuple[str, str]]:
        """Everything said in a round, as (theme, words); "" where it belongs to none."""
        of = {text: theme for theme, said in self.themes.items() for text in said[turn]}
        yield from ((theme, text) for text, theme in of.items())
        yield from (("", text) for text in self.besides[turn])
        yield from ((of[first], text) for text, first in self.alike[turn].items())


SCHOOL = Script(
    title=words.TITLE,
    purpose=words.PURPOSE,
    questions=words.QUESTIONS,
    themes=words.SAID,
    people=STAFF,
    leading=LEADING,
    coders=("special_needs", "grade_leader_5"),
    responsible="leader",
    facilitator="special_needs",
    place="Gymsalen",
    groups=7,
    plenary=words.PLENARY,
    besides=words.UNCODED,
    alike=words.ALIKE,
)
MUNICIPAL = Script(
    title=words.TOGETHER,
    purpose=words.TOGETHER_ABOUT,
    questions=(words.TOGETHER_ABOUT, "Hva begynner vi med allerede i høst?"),
    themes=words.TOGETHER_SAID,
    people=LEADERS,
    leading=("head_of_ppt", "special_needs", "nurse", "head_of_health", "grade_leader_5"),
    coders=("owner", "head_of_ppt"),
    responsible="owner",
    facilitator="head_of_ppt",
    place="Kommunestyresalen",
    groups=3,
    plenary=(("Alle vil komme tidligere inn.",), ("Faste dager for PPT er det flest nevner.",)),
)
# What the municipality made of it, and why.
FROM_OFFICE = (
    ("Å komme tidlig inn", "Drøfting uten navn før henvisning", "Da kommer PPT inn før det har festet seg."),
    ("Å lære av hverandre", "En dag i året der skolene viser fram det de prøver", "Det som virker, skal kunne flytte."),
)


# How many days ago each was called, invited to, composed, held, sorted, finished and answered.
DAYS = ((SCHOOL, "school", (80, 72, 66, 63, 59, 57, 28)), (MUNICIPAL, "office", (96, 92, 90, 88, 85, 84, 70)))


def lay(teller: Teller) -> None:
    """Fjellheim's conference on its days, and the municipality's."""
    told = teller.chronicle
    for script, unit, days in DAYS:
        play = Play(teller, script, teller.story.unit(unit))
        called, invited, composed, held, sorted_, ready, answered = (told.ago(number) for number in days)
        told.on(called, partial(play.call, held), 10)
        told.on(invited, play.invite, 9)
        told.on(composed, play.compose, 10)
        told.on(held, play.hold, 12)
        told.on(sorted_, play.sort, 15)
        told.on(ready, play.finish, 16)
        told.on(answered, play.report, 12)
    told.on(told.ago(83), partial(_from_office, teller), 12)
    told.on(told.ago(60), partial(_only_talked, teller), 12)


def _only_talked(teller: Teller, at: datetime) -> None:
    """Strandvik's, and nobody has looked at it since."""
    story, title = teller.story, "Fellesdag om læringsmiljø"
    people = [story.somebody(f"other_school:teacher:{number}") for number in range(8)]
    only_talk(story.project, story.unit("other_school"), title, people, story.whose("other_leader"), at)


def only_talk(project: Project, unit: Unit, title: str, people: Sequence[Person], lead: Person, at: datetime) -> None:
    """A conference in name: everybody with their own, twice; no leaders, no minutes, no analysis."""
    before: Any = {"acting": lead, "at": at - timedelta(days=7)}
    made = conferring.call_conference(
        project, unit, title=title, on=at.date(), begins=time(at.hour), responsible=lead, minutes=90, **before
    )
    sizes: Any = {"minutes": 45, "smallest": 3}
    for theme in (title, "Det samme en gang til"):
        conferring.add_session(made, kind=SessionKind.GROUPS, form=SessionForm.BASE, theme=theme, **sizes, **before)
    conferring.add_participants(made, [lead, *people], **before)
    compose(made, seed=1, **before)
    running.begin_day(made, acting=lead, at=at)
    for session in made.sessions.all():
        running.begin_session(session, acting=lead, at=at)
    running.close_day(made, reason="Ingen skrev.", acting=lead, at=at + timedelta(minutes=90))


class Play:
    """One conference, act by act, through the verbs people would use."""

    def __init__(self, teller: Teller, script: Script, unit: Unit) -> None:
        self.teller, self.script, self.unit = teller, script, unit
        self.pk = 0
        self.of: dict[str, str] = {}  # words → theme

    @property
    def conference(self) -> Conference:
        return CONFERENCES.get(pk=self.pk)

    def who(self, part: str) -> Person:
        return self.teller.story.somebody(part)

    @property
    def lead(self) -> Person:
        return self.who(self.script.responsible)

    def call(self, on: date, at: datetime) -> None:
        script = self.script
        made = conferring.call_conference(
            self.teller.story.project,
            self.unit,
            title=script.title,
            purpose=script.purpose,
            on=on,
            begins=time(12),
            minutes=180,
            place=script.place,
            responsible=self.lead,
            facilitator=self.who(script.facilitator),
            acting=self.lead,
            at=at,
        )
        self.pk = made.pk
        for part in _programme(script):
            conferring.add_session(made, acting=self.lead, at=at, **part)
        people = {part: self.who(part) for part in script.people}
        leading = {people[part].pk for part in script.leading}
        conferring.add_participants(made, people.values(), may_lead=leading, acting=self.lead, at=at)

    def invite(self, at: datetime) -> None:
        invite(self.conference, version=None, acting=self.lead, at=at)
        _answers(self.conference, at + timedelta(hours=6))

    def compose(self, at: datetime) -> None:
        compose(self.conference, seed=1, acting=self.lead, at=at)
        announce(self.conference, acting=self.lead, at=at)

    def hold(self, at: datetime) -> None:
        running.begin_day(self.conference, acting=self.lead, at=at)
        mark_rest_present(self.conference.meeting, acting=self.lead, at=at)
        turn, now = -1, at
        for session in self.conference.sessions.all():
            running.begin_session(session, acting=self.lead, at=now)
            if session.kind == SessionKind.GROUPS:
                turn += 1
                self._talk(session, turn, now)
            elif turn >= 0 and session.kind == SessionKind.PLENARY:
                self._hear(session, turn, now)
            now += timedelta(minutes=session.minutes)
        running.close_day(self.conference, acting=self.lead, at=now)
        self._feel()
        meeting = self.conference.meeting
        share(meeting, acting=self.lead, at=now + timedelta(hours=2))
        settle_later(self.teller, meeting, self.lead)

    def _talk(self, session: Session, turn: int, at: datetime) -> None:
        """The groups write in turn, so that each says something of most things."""
        groups = list(session.groups.all())
        said: list[list[Op]] = [[] for _group in groups]
        for number, (theme, text) in enumerate(self.script.about(turn)):
            self.of[text] = theme
            uid = uuid5(NAMESPACE_URL, f"{self.pk} {text}")
            level = LEVELS[number % len(LEVELS)]
            said[number % len(groups)].append(Op(uuid5(uid, "op"), "write", uid, text=text, level=level))
        for group, ops in zip(groups, said, strict=True):
            keep_points(group, ops, at=at + timedelta(minutes=30))
            best = [op.uid for op in ops[:4] if op.uid]
            hand_in(group, best, at=at + timedelta(minutes=40))

    def _hear(self, session: Session, turn: int, at: datetime) -> None:
        groups = Group.objects.filter(session=rounds_of(self.conference)[turn]).order_by("number")
        for minutes, group in enumerate(groups):
            running.group_heard(group, acting=self.lead, at=at + timedelta(minutes=3 * minutes + 3))
        meeting = self.conference.meeting
        item = meeting.items.filter(source_id=session.pk, source="session").get()
        assert meeting.note, "A day that has begun has its live text."
        taker, lines = self.who(self.script.facilitator), "\n".join(self.script.plenary[turn])
        append(meeting.note, item.field, lines, author=taker, at=at + timedelta(minutes=20))

    def _feel(self) -> None:
        questions = list(questions_of(self.conference))
        for phone in range(min(ANSWERED, len(self.script.people) - 2)):
            likes = {one: LIKED[(phone + place) % len(LIKED)] for place, one in enumerate(questions)}
            answer_pulse(self.conference, mark=f"phone {phone}", answers=likes)

    def sort(self, at: datetime) -> None:
        """Two read everything. The second has come half way, and sees some of it otherwise."""
        first, second = (self.who(part) for part in self.script.coders)
        points = list(points_of(self.conference))
        names = list(self.script.themes)
        for number, name in enumerate(names):
            mine = [one for one in points if self.of[one.text] == name]
            here, pks = self.conference, [one.pk for one in mine]
            theme = code.make_theme(here, name=name, points=pks, suggested=number % 3 == 2, acting=first, at=at)
            self.teller.themes[name] = theme
        for place, one in enumerate(points):
            if self.of[one.text] and place % 5 < SECOND_CODER:
                name = names[(names.index(self.of[one.text]) + (place % 13 == 0)) % len(names)]
                code.put_into(self.teller.themes[name], [one.pk], acting=second, at=at)
        self._join_alike(points, first, at)

    def _join_alike(self, points: Iterable[Point], acting: Person, at: datetime) -> None:
        """Half of what is said alike was joined; the rest is still offered."""
        found = {one.text: one for one in points}
        for number, (text, first) in enumerate(pair for said in self.script.alike for pair in said.items()):
            if number % 2 == 0:
                code.say_same([found[first], found[text]], acting=acting, at=at)

    def finish(self, at: datetime) -> None:
        why = "Noen få utsagn handler om bygget. De er sendt til vaktmesteren."
        code_handing.finish_analysis(self.conference, version=None, reason=why, acting=self.lead, at=at)
        code_handing.hand_on(self.conference, version=None, acting=self.lead, at=at)

    def report(self, at: datetime) -> None:
        close_pulse(self.conference, acting=self.lead, at=at)
        report_back(self.conference, version=None, opening=words.OPENING, coming=words.COMING, acting=self.lead, at=at)


def _programme(script: Script) -> Iterator[dict[str, object]]:
    size = -(-len(script.people) // script.groups)
    groups = {"kind": SessionKind.GROUPS, "smallest": size - 1, "largest": size, "minutes": 45}
    forms = (SessionForm.MIXED, SessionForm.CROSS)
    yield {"kind": SessionKind.PLENARY, "theme": "Velkommen", "minutes": 15}
    for turn, (form, question) in enumerate(zip(forms, script.questions, strict=True), start=1):
        theme, looks_back = ("Slik er det", "Dette vil vi")[turn - 1], SUMMER if turn == 1 else ""
        yield {**groups, "form": form, "theme": theme, "question": question, "treats": looks_back}
        yield {"kind": SessionKind.PLENARY, "theme": f"Gruppene forteller, runde {turn}", "minutes": 30}


def _answers(conference: Conference, at: datetime, silent: int = 0) -> None:
    for row in list(Presence.objects.filter(meeting=conference.meeting).select_related("person", "meeting"))[silent:]:
        reply(row, answer=Reply.ACCEPTED, acting=row.person, at=at)


def _from_office(teller: Teller, at: datetime) -> None:
    """What the municipality's conference came to: one proposal goes on, one waits with a reason."""
    owner = teller.story.whose("owner")
    made = [_grown(teller.themes[name], title, reason, owner, at) for name, title, reason in FROM_OFFICE]
    later = at + timedelta(days=2)
    analysing.put_forward(made[0], version=None, acting=owner, at=later)
    why = "Vi tar det når planen for neste år legges."
    analysing.park(made[1], reason=why, version=None, acting=owner, at=later)


def _grown(theme: Theme, title: str, reason: str, acting: Person, at: datetime) -> Measure:
    points = list(theme.codings.order_by("point").values_list("point", flat=True).distinct()[:5])
    return code_handing.propose_from(
        theme, points=points, title=title, reason=reason, level="early-effort", acting=acting, at=at
    )


NEXT = "Slik vil vi ha det neste år"
SILENT, COULD_NOT = 6, 2


def before_us(teller: Teller) -> None:
    """Fjellheim's next one: planned from the method's script, most have answered, the groups are put together."""
    story = teller.story
    leader, called = story.whose("leader"), clock(teller.chronicle.before(20), 10)
    made = planning.plan_conference(
        story.project,
        story.unit("school"),
        script="two-rounds",
        title=NEXT,
        purpose="Hva har vi lært i år, og hva tar vi med oss?",
        on=teller.chronicle.ahead(16),
        begins=time(12),
        minutes=180,
        place="Gymsalen",
        responsible=leader,
        facilitator=story.whose("special_needs"),
        acting=leader,
        at=called,
    )
    people = {part: story.somebody(part) for part in STAFF}
    leading = {people[part].pk for part in LEADING}
    conferring.add_participants(made, people.values(), may_lead=leading, acting=leader, at=called)
    made.refresh_from_db()
    sent = called + timedelta(days=2)
    invite(made, version=None, acting=leader, at=sent)
    _answers(made, sent + timedelta(hours=5), silent=SILENT)
    _wish(made)
    _tick(made, sent)
    yesterday = clock(story.today - timedelta(days=1), 10)
    _cannot_come(made, leader, yesterday)
    compose(Conference.objects.get(pk=made.pk), seed=1, acting=leader, at=yesterday)
    GroupSeat.objects.filter(participant=made.participants.get(person=people["nurse"])).update(pinned=True)


def _tick(made: Conference, at: datetime) -> None:
    """The theme is agreed on and the invitation sent; the talk with the guidance team is still to come."""
    rows = followups_of(made).order_by("by")
    for one in rows[1:3]:
        finish(one, on=at.date(), word="", version=None, acting=one.who, at=at)


def _wish(made: Conference) -> None:
    """Two who always talk together sit apart; the two assistants of one class sit together in the first round."""
    rows = {one.person.name: one for one in made.participants.select_related("person")}
    names = list(rows)
    for kind, pair, session in (
        (WishKind.APART, names[8:10], None),
        (WishKind.TOGETHER, names[20:22], rounds_of(made).first()),
    ):
        Wish.objects.create(conference=made, kind=kind, session=session).people.set([rows[name] for name in pair])


def _cannot_come(made: Conference, acting: Person, at: datetime) -> None:
    rows = Presence.objects.filter(meeting=made.meeting).order_by("-pk").select_related("person", "meeting")
    for row in rows[:COULD_NOT]:
        reply(row, answer=Reply.DECLINED, remark="Jeg er på kurs den dagen.", acting=row.person, at=at)
    one = made.participants.get(person=rows[0].person)
    conferring.change_participant(one, version=None, absent=True, acting=acting, at=at)
