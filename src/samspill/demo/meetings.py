"""What the teams at Fjellheim have met about lately: agendas, minutes, outcomes, and what waits for the next time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from samspill.arenas.models import Arena
from samspill.clarifications.actions import report
from samspill.clarifications.phases import OF
from samspill.demo.chronicle import clock
from samspill.demo.story import Story
from samspill.demo.telling import Teller
from samspill.followups.actions import finish
from samspill.measures.actions.quoting import quote
from samspill.measures.hearing import SOURCE
from samspill.measures.models import Measure, Source
from samspill.meetings.actions.agenda import add_item, add_point, plan_items
from samspill.meetings.actions.approving import approve, settle
from samspill.meetings.actions.attendance import mark, mark_rest_present
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.actions.inbox import submit
from samspill.meetings.actions.outcomes import add_outcome
from samspill.meetings.actions.replying import reply
from samspill.meetings.actions.running import begin_meeting, end_meeting, go_to, name_minute_taker
from samspill.meetings.actions.sending import send_agenda
from samspill.meetings.actions.sharing import open_minutes, share
from samspill.meetings.models import Here, Item, Meeting, OutcomeKind, Presence, Reply
from samspill.meetings.queries import agenda_of
from samspill.notes.actions import append
from samspill.people.models import Person


class Said(NamedTuple):
    """What was written under one item, and what came of it: (kind, text, who as a part of the cast)."""

    lines: Sequence[str]
    outcomes: Sequence[tuple[str, str, str]] = ()


INTERPRETER = "Hvem bestiller og betaler tolk når flere tjenester møter foreldre sammen?"
ABSENT_ADVISER = "Hvem sier fra når PPT ikke kan komme til ressursteamet?"


# What was said, by the standing point it was said under; an item without words was only touched upon.
Words = Mapping[str, Said]
TEAM: tuple[Words, ...] = (
    {
        "thread": Said(
            [
                "Lekekassene er delt ut til 5. og 6. trinn. 7. trinn venter på sine til uke 40.",
                "Helsesykepleier har vært med i to friminutt og så at flere kom i lek.",
            ],
        ),
        "round": Said(["Alle sa kort hva de tar med seg: roligere overganger, men tynn bemanning på mandager."]),
        "measures": Said(
            [
                "Faste lekegrupper i storefri virker der voksne er med fra start.",
                "Vi trenger en plan for dager med regn.",
            ],
            [
                ("decision", "Vi prøver faste lekegrupper på alle tre trinn til jul.", ""),
                ("followup", "Lage en plan for inneaktiviteter på regnværsdager", "coordinator"),
            ],
        ),
        "overall-plan": Said(["Kort og til å forstå. Vi er med på målene, og vil se planen igjen til våren."]),
        "clarifications": Said(
            ["Vi er usikre på hvem som kan bestille tolk til møter med foreldre."],
            [("clarification", INTERPRETER, "")],
        ),
        "group-dynamics": Said(["God tid til alle. Vi vil begynne presis neste gang."]),
    },
    {
        "thread": Said(
            [
                "Planen for regnværsdager er laget og prøvd én gang.",
                "PPT har fått spørsmålet om lesegrupper og svarer skriftlig.",
            ],
        ),
        "round": Said(["Mest om høsten så langt: elevene kjenner lekegruppene nå."]),
        "measures": Said(
            [
                "5. trinn bytter grupper hver måned, 6. trinn holder på de samme. Begge deler virker.",
                "Vi ser mindre uro etter storefri.",
            ],
            [
                ("followup", "Spørre elevrådet hva de synes om lekegruppene", "grade_leader_6"),
                ("information", "Barnevernet har fått ny kontaktperson fra mandag.", ""),
            ],
        ),
        "clarifications": Said(["Ingen nye saker."]),
        "group-dynamics": Said(["Vi holdt tiden. Alle kom til orde."]),
    },
)
OLDEST = "7. trinn vil heller lage turneringer selv enn å gå i faste grupper."
SUMMER_DAYS = 35
STILL_READ = 18
# Who opens the minutes of the resource team: some of its own, and somebody of every grade team.
READERS = ("grade_leader_5", "grade_leader_6", "nurse", "teacher", "coordinator", "school:teacher:2")
SUMMER: Words = {
    "round": Said(["Alle nevner det samme: et år med gode voksne og for lite tid."]),
    "summer-evaluation": Said(
        [
            "Vi har prøvd tre tiltak i år. To vil vi beholde.",
            "Vi savner noe som får de små til å lese mer, og som ikke krever flere folk.",
            "De store elevene vil gjerne bety noe for de små.",
        ]
    ),
    "group-dynamics": Said(["Vi er blitt flinkere til å slutte i tide."]),
}
FIRST_AUTUMN: Words = {
    "thread": Said(["Første møte i trinnteamet. Vi skriver referat på skift."]),
    "round": Said(
        [
            "Første time går med til å få alle på plass.",
            "De som gruer seg, kommer først, og da er det ingen voksne der.",
            "Vi vil prøve noe før vi ber om mer folk.",
        ]
    ),
    "measures": Said(["Ingen tiltak ennå. Vi tar med oss morgenene til ressursteamet."]),
}
GRADE: Words = {
    "thread": Said(["Referatet fra ressursteamet er lest. Vi tar med oss planen for regnværsdager."]),
    "overall-plan": Said(["Vi har lest den samlede planen sammen, og skriver ned hva vi mener."]),
    "round": Said(["Runden gikk fort: alle har prøvd gruppene minst to ganger."]),
    "measures": Said(
        [
            "Gruppene fungerer best når vi sier fra kvelden før.",
            "To elever trenger en voksen ved siden av seg i starten.",
        ],
        [("followup", "Henge opp gruppene i klasserommet hver fredag", "teacher")],
    ),
}


FORUM: Words = {
    INTERPRETER: Said(
        ["Hver tjeneste har bestilt tolk for seg, og noen ganger to til samme møte."],
        [("decision", "Skolen bestiller og betaler tolk når flere tjenester møter foreldre sammen.", "")],
    ),
    ABSENT_ADVISER: Said(
        ["PPT har hatt sykdom. Beskjeden gikk til rektor, som ikke var på møtet."],
        [("decision", "Rådgiveren sier fra til den som leder møtet, og vararepresentanten kommer.", "")],
    ),
    "": Said(["Fjellheim er godt i gang. Strandvik trenger hjelp til å finne vararepresentanter."]),
}
TEAM_MINUTES = {"thread": 10, "round": 10, "measures": 30, "clarifications": 10, "group-dynamics": 5}
GRADE_MINUTES = {"thread": 5, "round": 5, "measures": 15}
FORUM_ROOM = "Rådhuset, møterom 2"


def lay(teller: Teller) -> None:
    """Let Fjellheim's resource team, its grade teams and the forum meet on their days."""
    told = teller.chronicle
    first, second = TEAM
    told.on(told.after(24), partial(_first_words, teller), 14)
    told.on(told.after(32), partial(_at_conference, teller), 15)
    if summer := _before_summer(teller):
        told.on(summer, lambda at: _summer(teller, at), 13)
    told.on(told.ago(58), lambda at: _resource_team(teller, at.date(), first, approved=True), 13)
    told.on(told.ago(44), partial(_forum_met, teller), 9)
    told.on(told.ago(29), lambda at: _resource_team(teller, at.date(), second, approved=False), 13)
    for grade in (5, 6, 7):
        for weeks in (3, 1):
            told.on(told.ago(7 * weeks), partial(_grade_week, teller, grade, weeks), 14)


def _forum_met(teller: Teller, at: datetime) -> None:
    settle_later(teller, _forum(teller.story, at.date()), teller.story.whose("owner"))


def settle_later(teller: Teller, meeting: Meeting, lead: Person) -> None:
    """Minutes nobody objects to are approved by the lead in the end; those of the last weeks still wait."""
    if (teller.story.today - meeting.on).days > STILL_READ:
        at = partial(_settle, meeting, lead)
        teller.chronicle.on(meeting.on + timedelta(days=9), at, 9)


def _settle(meeting: Meeting, lead: Person, at: datetime) -> None:
    settle(meeting, acting=lead, at=at)


def _grade_week(teller: Teller, grade: int, weeks: int, at: datetime) -> None:
    words = GRADE if grade == 5 and weeks == 3 else {point: said._replace(outcomes=()) for point, said in GRADE.items()}
    if grade == 7:
        words = {**words, "measures": Said([*words["measures"].lines, OLDEST])}
    meeting = _grade_team(teller.story, grade, at.date(), words)
    settle_later(teller, meeting, teller.story.whose(f"grade_leader_{grade}"))
    if grade == 7 and weeks == 3:
        teller.quote("tournaments", _at_point(meeting, "measures"), [OLDEST], at)


def _first_words(teller: Teller, at: datetime) -> None:
    """The meeting in the first autumn from which the first measure grew."""
    meeting = _grade_team(teller.story, 5, at.date(), FIRST_AUTUMN)
    settle_later(teller, meeting, teller.story.whose("grade_leader_5"))
    teller.quote("first", _at_point(meeting, "round"), FIRST_AUTUMN["round"].lines[:2], at, level="prevention")


def _at_conference(teller: Teller, at: datetime) -> None:
    """What a group wrote at the first conference about the same thing."""
    story = teller.story
    teller.keep(
        "first",
        quote(
            story.project,
            story.unit("school"),
            text="Dagen skal begynne med at noen er glad for å se deg.",
            said_on=at.date(),
            source=Source.CONFERENCE,
            level="prevention",
            origin_name="Dialogkonferanse på Fjellheim: referatet fra gruppe 3",
            acting=story.whose("leader"),
            at=at,
        ),
    )


def _at_point(meeting: Meeting, point: str) -> Item:
    return meeting.items.select_related("meeting__arena", "meeting__minute_taker", "arena__unit").get(point=point)


def _before_summer(teller: Teller) -> date | None:
    """The second last school week before the latest summer that is over."""
    days = teller.chronicle.days
    ends = [one for one, after in pairwise(days) if (after - one).days > SUMMER_DAYS]
    return days[days.index(ends[-1]) - 8] if ends else None


def _summer(teller: Teller, at: datetime) -> None:
    """The last meeting before the summer looks back on the year (R47); proposals grow from it."""
    meeting = _resource_team(teller, at.date(), SUMMER, approved=True, extra="summer-evaluation")
    teller.quote("summer", _at_point(meeting, "summer-evaluation"), SUMMER["summer-evaluation"].lines[1:], at)


def arena_of(story: Story, kind: str, group: str = "", where: str = "") -> Arena:
    where = where or ("office" if kind == "strategy-forum" else "school")
    rows = Arena.objects.select_related("unit__municipality", "project__municipality")
    return rows.get(project=story.project, unit=story.unit(where), kind=kind, group=group)


def _resource_team(teller: Teller, day: date, words: Words, *, approved: bool, extra: str = "") -> Meeting:
    story = teller.story
    leader, before = story.whose("leader"), clock(day - timedelta(days=7), 9)
    arena = arena_of(story, "resource-team")
    meeting = call_meeting(arena, on=day, begins=time(13), minutes=90, place="Møterom Fjell", acting=leader, at=before)
    name_minute_taker(meeting, person=story.whose("special_needs"), acting=leader, at=before)
    if extra and not meeting.items.filter(point=extra).exists():
        add_point(meeting, point=extra, acting=leader, at=before)
    _plan(meeting, TEAM_MINUTES, leader, before)
    _send(meeting, acting=leader, at=before)
    hold(story, meeting, words, leader, story.whose("special_needs"), away="ppt_adviser" if approved else "")
    share(meeting, acting=leader, at=clock(day, 15, 30))
    for reader in READERS:
        open_minutes(meeting, acting=story.somebody(reader), at=clock(day + timedelta(days=1), 8))
    if approved:
        there = Presence.objects.filter(meeting=meeting, here=Here.PRESENT).select_related("person")
        for presence in there:
            approve(meeting, acting=presence.person, at=clock(day + timedelta(days=2), 10))
    elif "calm" not in teller.said:
        teller.quote("calm", _at_point(meeting, "round"), words["round"].lines[:1], clock(day, 16))
    return meeting


def _forum(story: Story, day: date) -> Meeting:
    """The strategy forum settles what the resource team asked it; the answer goes back to the team's next agenda."""
    owner, before = story.whose("owner"), clock(day - timedelta(days=7), 9)
    forum = arena_of(story, "strategy-forum")
    meeting = call_meeting(forum, on=day, begins=time(9), minutes=120, place=FORUM_ROOM, acting=owner, at=before)
    add_item(meeting, title="Hvor langt er skolene kommet?", acting=owner, at=before)
    name_minute_taker(meeting, person=story.whose("head_of_ppt"), acting=owner, at=before)
    _plan(meeting, {"": 45}, owner, before)
    _send(meeting, acting=owner, at=before)
    hold(story, meeting, FORUM, owner, story.whose("head_of_ppt"))
    share(meeting, acting=owner, at=clock(day, 15))
    return meeting


def _grade_team(story: Story, grade: int, day: date, words: Words) -> Meeting:
    lead = story.whose(f"grade_leader_{grade}")
    arena, before = arena_of(story, "grade-team", str(grade)), clock(day - timedelta(days=3), 9)
    meeting = call_meeting(
        arena, on=day, begins=time(14, 30), minutes=90, part_minutes=30, place="Arbeidsrommet", acting=lead, at=before
    )
    name_minute_taker(meeting, person=lead, acting=lead, at=before)
    _plan(meeting, GRADE_MINUTES, lead, before)
    add_item(meeting, title="Turen til Storvann", minutes=5, owner=lead, acting=lead, at=before)
    _send(meeting, acting=lead, at=before)
    hold(story, meeting, words, lead, lead)
    share(meeting, acting=lead, at=clock(day, 16, 30))
    for reader in ("leader", "special_needs"):
        open_minutes(meeting, acting=story.whose(reader), at=clock(day + timedelta(days=1), 9))
    return meeting


def _plan(meeting: Meeting, minutes: Mapping[str, int], acting: Person, at: datetime) -> None:
    """Give every item its minutes: those of its point, five to what came by itself."""
    planned = {item.pk: {"minutes": minutes.get(item.point, 5)} for item in agenda_of(meeting)}
    plan_items(meeting, planned=planned, acting=acting, at=at)


def _send(meeting: Meeting, *, acting: Person, at: datetime) -> None:
    meeting.refresh_from_db()
    send_agenda(meeting, version=None, acting=acting, at=at)


def hold(story: Story, meeting: Meeting, words: Words, lead: Person, writer: Person, away: str = "") -> None:
    """Let the meeting run: item by item, with minutes and outcomes, from its hour to its end."""
    begun = meeting.starts_at
    assert begun, "Every meeting of the demo has an hour."
    begin_meeting(meeting, acting=lead, at=begun)
    for presence in meeting.presences.select_related("person"):
        if away and presence.person == story.whose(away):
            mark(presence, Here.ABSENT, acting=lead, at=begun)
    mark_rest_present(meeting, acting=lead, at=begun)
    now = begun
    for item in agenda_of(meeting):
        go_to(meeting, item, acting=lead, at=now)
        if said := words.get(_about(item)):
            _write(story, meeting, item, said, writer, now + timedelta(minutes=4))
        now += timedelta(minutes=item.minutes or 5)
    end_meeting(meeting, acting=lead, at=now)
    meeting.refresh_from_db()


def _about(item: Item) -> str:
    """What words are kept under: the standing point, the measure it is about, or where else it came from."""
    if item.source == SOURCE and item.source_id:
        return Measure.objects.get(pk=item.source_id).title
    return item.title if item.source == OF else item.point or item.source


def _write(story: Story, meeting: Meeting, item: Item, said: Said, writer: Person, at: datetime) -> None:
    meeting.refresh_from_db()
    assert meeting.note, "A meeting that has begun has its live text."
    append(meeting.note, item.field, "\n".join(said.lines), author=writer, at=at)
    for kind, text, who in said.outcomes:
        due = meeting.on + timedelta(days=21) if who else None
        to = arena_of(story, "strategy-forum") if kind == OutcomeKind.CLARIFICATION else None
        promised = story.whose(who) if who else None
        made = add_outcome(item, kind=kind, text=text, who=promised, by=due, to=to, acting=writer, at=at)
        if made.sent and to:
            report(made.sent.clarification, acting=story.whose("leader"), at=at)


def follow_up(story: Story) -> None:
    """One thing is done, with a word; the others are open, and one is late."""
    done = story.whose("coordinator").followups.get()
    on = story.today - timedelta(days=20)
    finish(
        done,
        on=on,
        word="Planen henger i alle tre klasserommene.",
        version=None,
        acting=done.who,
        at=clock(on, 12),
    )


def before_us(teller: Teller) -> None:
    """The next meetings are called, and matters wait in the inbox."""
    story, ahead = teller.story, teller.chronicle.ahead
    leader, yesterday = story.whose("leader"), clock(story.today - timedelta(days=1), 9)
    team = arena_of(story, "resource-team")
    coming = call_meeting(
        team,
        on=teller.chronicle.wednesday_ahead(4),
        begins=time(13),
        minutes=90,
        place="Møterom Fjell",
        minute_taker=story.whose("special_needs"),
        acting=leader,
        at=yesterday,
    )
    _plan(coming, TEAM_MINUTES, leader, yesterday)
    _send(coming, acting=leader, at=yesterday)
    _answer(story, coming, yesterday + timedelta(hours=3))
    add_item(coming, title="Befaring av uteområdet", minutes=5, owner=leader, acting=leader, at=clock(story.today, 8))
    for part, title, minutes in (
        ("grade_leader_7", "Lekegrupper på 7. trinn: elevene vil heller ha turneringer", 15),
        ("nurse", "Søvn og skjermbruk: hva sier vi til foreldrene?", 10),
        ("teacher", "Kan PPT være med i 5A en formiddag?", None),
    ):
        submit(team, title=title, minutes=minutes, acting=story.whose(part), at=yesterday + timedelta(hours=2))
    for grade in (5, 6, 7):
        lead = story.whose(f"grade_leader_{grade}")
        meeting = call_meeting(
            arena_of(story, "grade-team", str(grade)),
            on=ahead(0),
            begins=time(14, 30),
            minutes=90,
            part_minutes=30,
            place="Arbeidsrommet",
            minute_taker=lead,
            acting=lead,
            at=yesterday,
        )
        _plan(meeting, GRADE_MINUTES, lead, yesterday)
        if grade == 5:
            _send(meeting, acting=lead, at=yesterday)
    forum = call_meeting(
        arena_of(story, "strategy-forum"),
        on=ahead(15),
        begins=time(9),
        minutes=120,
        place=FORUM_ROOM,
        acting=story.whose("owner"),
        at=yesterday,
    )
    add_item(
        forum,
        title="Vararepresentanter på Strandvik",
        owner=story.whose("owner"),
        acting=story.whose("owner"),
        at=yesterday,
    )
    _plan(forum, {"": 30}, story.whose("owner"), yesterday)


def _answer(story: Story, meeting: Meeting, at: datetime) -> None:
    """Some have said whether they come: the nurse does, the adviser sends the deputy, the others are silent yet."""
    rows = {row.person_id: row for row in meeting.presences.all()}
    for part, answer in (("nurse", Reply.ACCEPTED), ("special_needs", Reply.ACCEPTED), ("ppt_adviser", Reply.DECLINED)):
        person = story.whose(part)
        away = answer == Reply.DECLINED
        reply(rows[person.pk], answer=answer, substitute=away, acting=person, at=at)
