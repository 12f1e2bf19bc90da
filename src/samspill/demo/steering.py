"""Fjellheim's steering group: what it went through, what it laid aside, and what it decided, at which meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from samspill.core.schoolyear.periods import add_months
from samspill.demo import fjellheim, fjellheim_now, overall_plan, strandvik
from samspill.demo.chronicle import clock
from samspill.demo.course import Course
from samspill.demo.meetings import arena_of, settle_later
from samspill.demo.telling import Teller
from samspill.measures.actions import analysing, log, planning, practising
from samspill.measures.actions.analysing import NEW, Part
from samspill.measures.hearing import SOURCE
from samspill.measures.models import Recheck
from samspill.meetings.actions.agenda import add_item
from samspill.meetings.actions.attendance import mark_rest_present
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.actions.running import begin_meeting, end_meeting, go_to
from samspill.meetings.actions.sharing import share
from samspill.meetings.models import Item, ItemState, Meeting
from samspill.notes.actions import append
from samspill.overall.queries import SOURCE as OVERALL

When = Callable[[int], date]
Act = Callable[[datetime], object]
STATIONS = ("analysed", "decided", "settled")


def lay(teller: Teller) -> None:
    """All the measures of both schools, and the meetings at which Fjellheim's steering group took them up."""
    told, now = teller.chronicle, fjellheim_now
    teller.lay(fjellheim.FIRST, told.after)
    for course in fjellheim.BEHIND:
        teller.lay(course, told.before)
    for course in (*now.GOING_ON, *strandvik.COURSES):
        teller.lay(course, told.ago)
    teller.lay(now.CAFE, told.ago)  # made by a split
    for days in (40, 75, 103):
        _meet(teller, told.after, days, (fjellheim.FIRST,), {})
    aside: Mapping[int, Iterable[Act]] = {
        95: [partial(_merge, teller)],
        41: [partial(_park, teller), partial(_split, teller), partial(_join, teller), partial(_say_no, teller)],
    }
    for days in (95, 76, 41, 13):
        _meet(teller, told.ago, days, now.GOING_ON, aside)
    told.on(told.ago(39), partial(_ask_forum, teller), 10)
    told.on(told.ago(6), partial(_leave, teller), 10)
    _look_again(teller)
    _keep_log(teller)


def _meet(teller: Teller, when: When, days: int, courses: Iterable[Course], aside: Mapping[int, Iterable[Act]]) -> None:
    here = [(stage, one) for one in courses for stage in STATIONS if _here(one, stage, days)]
    teller.chronicle.on(when(days), partial(_held, teller, here, tuple(aside.get(days, ()))), 13)


def _here(course: Course, stage: str, days: int) -> bool:
    return stage in course.at_meetings and course.days.get(stage) == days


def _held(teller: Teller, here: Iterable[tuple[str, Course]], aside: Iterable[Act], at: datetime) -> None:
    """One meeting: what is new is gone through first, then what is to be decided, then what is being tried."""
    story = teller.story
    leader, taker = story.whose("leader"), story.whose("grade_leader_5")
    before = clock(at.date() - timedelta(days=7), 9)
    meeting = call_meeting(
        arena_of(story, "steering-group"),
        on=at.date(),
        begins=time(13),
        minutes=60,
        place="Rektors kontor",
        minute_taker=taker,
        acting=leader,
        at=before,
    )
    begin_meeting(meeting, acting=leader, at=at)
    mark_rest_present(meeting, acting=leader, at=at)
    _go_through(teller, meeting, here, aside, at)
    for plan in meeting.items.filter(source=OVERALL, state=ItemState.AGENDA):
        now = at + timedelta(minutes=45)
        _take_up(teller, meeting, plan, [overall_plan.at_steering(teller, meeting, now)], now)
    end = at + timedelta(minutes=55)
    end_meeting(meeting, acting=leader, at=end)
    meeting.refresh_from_db()
    share(meeting, acting=leader, at=end + timedelta(minutes=20))
    settle_later(teller, meeting, leader)


def _go_through(
    teller: Teller, meeting: Meeting, here: Iterable[tuple[str, Course]], aside: Iterable[Act], at: datetime
) -> None:
    new = [course for stage, course in here if stage == "analysed"]
    if new or aside:
        # Gone through one by one, so that each step names the matter at which it was taken.
        item = _matter(meeting, NEW, meeting.arena.unit_id, "Nye forslag", at)
        _take_up(teller, meeting, item, [f"Sendt videre: {one.title}." for one in new], at)
        for course in new:
            teller.put_forward(course, at + timedelta(minutes=5))
        for act in aside:
            act(at + timedelta(minutes=10))
    for number, (stage, course) in enumerate((one for one in here if one[0] != "analysed"), start=1):
        ruling = course.start if stage == "decided" else course.final
        assert ruling, "What is decided at a meeting has a ruling."
        now = at + timedelta(minutes=10 + 8 * number)
        item = _matter(meeting, SOURCE, teller.known[course.title], course.title, at)
        _take_up(teller, meeting, item, [ruling.reasons], now)
        teller.rule(course, ruling, now, item)


def _matter(meeting: Meeting, source: str, pk: int, title: str, at: datetime) -> Item:
    """The matter that came by itself, or one put on the agenda on the day."""
    found = meeting.items.filter(source=source, source_id=pk, state=ItemState.AGENDA).first()
    return found or add_item(
        meeting, title=title, source=source, source_id=pk, treats="measure", tryout=True, acting=None, at=at
    )


def _take_up(teller: Teller, meeting: Meeting, item: Item, lines: Iterable[str], at: datetime) -> None:
    go_to(meeting, item, acting=teller.story.whose("leader"), at=at)
    meeting.refresh_from_db()
    assert meeting.note, "A meeting that has begun has its live text."
    append(meeting.note, item.field, "\n".join(lines), author=teller.story.whose("grade_leader_5"), at=at)


def _merge(teller: Teller, at: datetime) -> None:
    """What a teacher proposed is the same wish; it lives on in the play groups."""
    one, other = fjellheim_now.PLAY, fjellheim_now.MORE_ADULTS
    analysing.merge(
        teller.measure(one.title),
        [teller.measure(other.title)],
        reason="Det samme ønsket: voksne som er med, ikke bare til stede.",
        acting=teller.story.whose("leader"),
        at=at,
    )


def _join(teller: Teller, at: datetime) -> None:
    one, other = fjellheim_now.SLEEP, fjellheim_now.NET
    analysing.merge(
        teller.measure(one.title),
        [teller.measure(other.title)],
        reason="Begge handler om det samme møtet. Nettvett blir en del av det.",
        acting=teller.story.whose("leader"),
        at=at,
    )


def _say_no(teller: Teller, at: datetime) -> None:
    analysing.decline(
        teller.measure(fjellheim_now.BREAKFAST.title),
        reason="Vi har verken folk eller penger til det i år. Vi har bedt kommunen se på det i budsjettet.",
        version=None,
        acting=teller.story.whose("leader"),
        at=at,
    )


def _park(teller: Teller, at: datetime) -> None:
    analysing.park(
        teller.measure(fjellheim_now.REST.title),
        reason="Rommet vi kunne brukt, bygges om til våren. Vi tar det opp igjen da.",
        version=None,
        acting=teller.story.whose("leader"),
        at=at,
    )


def _split(teller: Teller, at: datetime) -> None:
    whole = teller.measure(fjellheim_now.HOME.title)
    said = tuple(whole.statements.values_list("pk", flat=True))
    made = analysing.split(
        whole,
        [Part(fjellheim_now.CAFE.title, statements=said), Part(fjellheim_now.LETTER, statements=said[:2])],
        reason="To ting som kan prøves hver for seg.",
        version=None,
        acting=teller.story.whose("leader"),
        at=at,
    )
    teller.known |= {one.title: one.pk for one in made}


def _ask_forum(teller: Teller, at: datetime) -> None:
    analysing.to_forum(
        teller.measure(fjellheim_now.ABSENCE.title),
        reason="Skolene gjør det ulikt. Vi trenger at kommunen sier hva som gjelder for alle.",
        version=None,
        acting=teller.story.whose("leader"),
        at=at,
    )


def _leave(teller: Teller, at: datetime) -> None:
    """The coordinator of the outdoor school has another job; nobody has taken over yet."""
    planning.step_down(
        teller.measure(fjellheim_now.OUTDOORS.title),
        on=at.date(),
        version=None,
        why="Ny jobb fra første i måneden.",
        acting=teller.story.whose("leader"),
        at=at,
    )


CHECKS = {
    # months: (still done by, using, concerned, word)
    fjellheim.FIRST.title: {
        6: ("Kontaktlærerne og begge assistentene", 11, 13, "Går av seg selv. Vikarene får det med i permen."),
        12: ("Alle trinn, og nå også 4. trinn", 12, 13, "Vi hadde glemt hvordan morgenene var før."),
        24: ("Alle trinn", 12, 13, "To nye har lest siden og spurt hvorfor. Det var nyttig å svare."),
    },
    fjellheim.PHONES.title: {
        6: (
            "6. trinn og noen på 7.",
            4,
            13,
            "Skapene står åpne. Vi voksne har begynt å gjøre det hver på vår måte igjen.",
        ),
    },
}


def _look_again(teller: Teller) -> None:
    """Each re-check is answered three days after it is due, for as long as there is an answer."""
    told = teller.chronicle
    for course, when in ((fjellheim.FIRST, told.after), (fjellheim.PHONES, told.before)):
        for months in CHECKS[course.title]:
            due = add_months(when(course.days["settled"]), months) + timedelta(days=3)
            day = next((one for one in told.days if one >= due), None)
            if day:
                told.on(day, partial(_check, teller, course.title, months), 14)


def _check(teller: Teller, title: str, months: int, at: datetime) -> None:
    by, using, concerned, word = CHECKS[title][months]
    recheck = Recheck.objects.select_related("measure").get(measure=teller.known[title], months=months)
    owner = teller.measure(title).practice.owner
    practising.check(
        recheck,
        version=None,
        still_done_by=by,
        using=using,
        concerned=concerned,
        word=word,
        acting=owner,
        at=at,
    )


PROJECT_LOG = (
    (121, "Halvårsplanen er lagt sammen med trinnlederne.", "Vi har for mange ting på fredager."),
    (81, "Snakket med alle team om hva et tiltak er, og hva det ikke er.", "Flere ser at små ting også teller."),
    (46, "Gått gjennom alle forslag med styringsgruppa.", "Det er lettere å si nei når grunnen står skrevet."),
    (11, "Fulgt med på lekegruppene to dager.", "Lærerne gjør mer enn de skriver."),
)


def _keep_log(teller: Teller) -> None:
    for days, done, seen in PROJECT_LOG:
        teller.chronicle.on(teller.chronicle.ago(days), partial(_write, teller, done, seen), 16)


def _write(teller: Teller, done: str, seen: str, at: datetime) -> None:
    story = teller.story
    leader = story.whose("leader")
    key = uuid5(NAMESPACE_URL, done)
    log.write((story.unit("school"), story.project), key=key, on=at.date(), done=done, seen=seen, acting=leader, at=at)
