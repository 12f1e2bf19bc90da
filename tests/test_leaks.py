"""What is said in an arena stays with those who may read it: every address of Samspill is asked, by everybody else.

Words that nobody would write are put wherever a meeting keeps text, and looked for in every answer.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoDbBlocker

from samspill.arenas.actions import seat
from samspill.delivery.models import Message
from samspill.documents.actions import take_in
from samspill.documents.models import Upload
from samspill.guidance.actions import comment, settle
from samspill.guidance.models import Remark
from samspill.measures.actions.hearing import ask_teams, give_answer
from samspill.measures.actions.log import add_below, change_entry, write
from samspill.measures.actions.quoting import quote
from samspill.measures.models import Answer, LogEntry, Measure, Statement
from samspill.meetings.actions.agenda import add_item, take_off
from samspill.meetings.actions.attendance import mark, step_out
from samspill.meetings.actions.inbox import submit
from samspill.meetings.actions.outcomes import add_outcome
from samspill.meetings.actions.running import begin_meeting, end_meeting, write_minutes
from samspill.meetings.actions.sending import send_agenda
from samspill.meetings.actions.sharing import share
from samspill.meetings.item_pages import place_of
from samspill.meetings.models import Forward, Here, Item, Meeting, OutcomeKind, Presence
from samspill.people.models import Person
from samspill.projects.models import Participation
from tests.asking import adopted_once, fresh, sign_in
from tests.cast import BEGAN, Cast
from tests.measures import at_stage, proposal
from tests.meeting import DAY, NOW, resource_meeting

HIDDEN, OPEN = "kanarigul", "papegøyegrønn"  # of the matter the guest is out for; of everything else
SCHOOLS_OWN = "flamingorosa"  # what a school keeps of its measures: its owner learns that it is there, and no word
AFTER = NOW + timedelta(days=9, hours=6)
standing = pytest.fixture(scope="module")(adopted_once)
# No page about what goes on in arenas.
ELSEWHERE = (
    *("about/", "accessibility/", "account/", "demo/", "design/", "language/", "theme/", "was", "welcome/", "who-may/"),
    *("import/", "municipality/", "position/", "project/", "unit/"),
)


@pytest.fixture(scope="module")
def told(standing: Cast, django_db_blocker: DjangoDbBlocker) -> Meeting:
    """A meeting that was held and shared, with a canary in every text; the guest was out for one matter."""
    with django_db_blocker.unblock():
        return _held(standing)


def _held(cast: Cast) -> Meeting:
    until = BEGAN + timedelta(days=3650)  # the clock of a request is the real one
    team = cast.arenas["resource-team"]
    seat(team, cast.guidance, guest=True, since=BEGAN, until=until, acting=cast.leader, at=NOW)
    meeting = resource_meeting(cast)
    matters = {word: add_item(meeting, title=f"Sak {word}", text=word, acting=cast.leader, at=NOW) for word in WORDS}
    removed = add_item(meeting, title=f"Bort {OPEN}", acting=cast.leader, at=NOW)
    take_off(removed, version=None, acting=cast.leader, at=NOW)
    submit(meeting.arena, title=f"Kø {OPEN}", text=OPEN, acting=cast.nurse, at=NOW)
    guest = Presence.objects.get(meeting=meeting, person=cast.guidance)
    step_out(guest, matters[HIDDEN], acting=cast.leader, at=NOW)
    send_agenda(meeting, version=None, greeting="", acting=cast.leader, at=NOW)
    begin_meeting(meeting, acting=cast.leader, at=NOW + timedelta(days=9))
    mark(guest, Here.PRESENT, acting=cast.leader, at=NOW)
    for word, item in matters.items():
        _treat(cast, Item.objects.get(pk=item.pk), word)
    end_meeting(meeting, acting=cast.leader, at=AFTER)
    share(Meeting.objects.get(pk=meeting.pk), to=None, acting=cast.leader, at=AFTER)
    _try_out(cast)
    return Meeting.objects.get(pk=meeting.pk)


WORDS = (HIDDEN, OPEN)
LOOKED_FOR = (*WORDS, SCHOOLS_OWN)


def _try_out(cast: Cast) -> None:
    """What is written round a measure that nobody has opened: its log, the leader's log, reasons, help asked for."""
    measure, at = at_stage(cast, "trying"), NOW + timedelta(days=60)
    given = {"on": at.date(), "done": f"Logg {SCHOOLS_OWN}", "acting": cast.teacher, "at": at}
    entry = write(measure, key=uuid4(), adjusted=SCHOOLS_OWN, question=SCHOOLS_OWN, **given)  # type: ignore[arg-type]
    change_entry(entry, version=None, acting=cast.teacher, at=at, seen=SCHOOLS_OWN)
    add_below(entry, text=SCHOOLS_OWN, acting=cast.teacher, at=at)
    write((cast.school, cast.project), key=uuid4(), **given)  # type: ignore[arg-type]
    heard = proposal(cast, "Two ways to the yard")
    ask_teams([heard], acting=cast.leader, at=at)
    answers = {"stance": "against", "reason": SCHOOLS_OWN, "version": None}
    give_answer(heard.answers.all()[0], **answers, acting=cast.teacher, at=at)  # type: ignore[arg-type]
    said = {"text": OPEN, "said_on": at.date(), "item": None}
    heard.statements.add(quote(cast.project, cast.school, acting=cast.teacher, at=at, **said))  # type: ignore[arg-type]
    talk = comment(measure, text=f"Kommentar {SCHOOLS_OWN}", acting=cast.guidance, at=at)
    settle(talk, ending="settled", word=SCHOOLS_OWN, version=None, acting=cast.leader, at=at)


def _treat(cast: Cast, item: Item, word: str) -> None:
    """Everything that can be written under a matter."""
    write_minutes(item, text=f"Referat {word}", acting=cast.nurse, at=AFTER)
    add_outcome(item, kind=OutcomeKind.DECISION, text=f"Vedtak {word}", why=word, acting=cast.nurse, at=AFTER)
    promise = {"who": cast.nurse, "by": DAY + timedelta(days=30)}
    add_outcome(item, kind=OutcomeKind.FOLLOWUP, text=f"Oppgave {word}", **promise, acting=cast.nurse, at=AFTER)
    forum = {"to": cast.arenas["strategy-forum"]}
    add_outcome(item, kind=OutcomeKind.CLARIFICATION, text=f"Avklares {word}", **forum, acting=cast.nurse, at=AFTER)
    paper = SimpleUploadedFile(f"{word}.txt", f"Vedlegg {word}".encode())
    take_in(paper, place=place_of(item), acting=cast.nurse, at=AFTER)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.mark.parametrize("part", ["outsider", "other_teacher"])
def test_nobody_outside_reads_a_word(client: Client, cast: Cast, told: Meeting, part: str) -> None:
    found = leaks(client, cast.people[part], told, LOOKED_FOR)

    assert found == [], found


def test_the_owner_reads_no_word_that_a_school_keeps_of_its_measures(client: Client, cast: Cast, told: Meeting) -> None:
    found = leaks(client, cast.owner, told, (SCHOOLS_OWN,))

    assert found == [], found


def test_a_guest_reads_nothing_of_the_matter_they_are_out_for(client: Client, cast: Cast, told: Meeting) -> None:
    found = leaks(client, cast.guidance, told, (HIDDEN, SCHOOLS_OWN))

    assert found == [], found


def test_a_guest_is_not_sent_the_matter_they_are_out_for(cast: Cast, told: Meeting) -> None:
    sent = Message.objects.get(recipient_id=cast.guidance.pk)

    assert OPEN in sent.text
    assert not any(HIDDEN in part for part in (sent.text, sent.html, sent.calendar))


def test_those_who_sit_there_read_the_words(client: Client, cast: Cast, told: Meeting) -> None:
    sign_in(client, cast.nurse)

    found = told_in(client, f"/meeting/{told.pk}/minutes/docx/")

    assert found == set(WORDS)


def leaks(client: Client, person: Person, meeting: Meeting, words: tuple[str, ...]) -> list[str]:
    """The addresses whose answer to `person` holds one of the words."""
    sign_in(client, person)
    return [url for url in sorted(addresses(meeting)) if told_in(client, url) & set(words)]


def told_in(client: Client, url: str) -> set[str]:
    """The canaries in an answer, a Word file's too; other files are made from the same."""
    answer = client.get(url)
    body = b"".join(answer) if answer.streaming else answer.content
    if body[:2] == b"PK":
        body = zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml")
    return {word for word in LOOKED_FOR if word.encode() in body}


def addresses(meeting: Meeting) -> set[str]:
    """Every address of the URL conf, filled in with what there is of the meeting and round it."""
    known = ids(meeting)
    asked = {f"/search/?q={word}" for word in ("sak", "referat", "vedtak", "oppgave", "logg")}
    return asked | {
        f"/{route}".replace("<pk>", str(pk))
        for route in routes(get_resolver().url_patterns)
        if not route.startswith(ELSEWHERE)
        for pk in known.get(route.partition("/")[0], [meeting.arena.unit_id])
    }


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route)
        else:
            yield filled(route)


def filled(route: str) -> str:
    """A route with all but the first number filled in."""
    holes = {"<int:pk>": "<pk>", "<int:unit>": "<pk>", "<slug:fmt>": "docx", "<slug:kind>": "docx", "<int:item>": "1"}
    for hole, value in holes.items():
        route = route.replace(hole, value)
    return route.replace("<slug:requirement>", "L03").replace("<path:what>", "L03").replace("<str:token>", "x")


def ids(meeting: Meeting) -> dict[str, list[int]]:
    """What the number in a route may be, by how the route begins."""
    items = list(meeting.items.filter(text__in=WORDS))
    return {
        "meeting": [meeting.pk],
        "item": [item.pk for item in items],
        "outcome": [item.outcomes.all()[0].pk for item in items],
        "presence": [meeting.presences.all()[0].pk],
        "forward": [one.pk for one in Forward.objects.all()[:1]],
        "followup": [one.pk for one in meeting.arena.followups.all()],
        "file": [one.pk for one in Upload.objects.all()],
        "arena": [meeting.arena_id],
        "measure": [one.pk for one in Measure.objects.all()],
        "log": [one.pk for one in LogEntry.objects.all()],
        "answer": [one.pk for one in Answer.objects.exclude(reason="")],
        "statement": [one.pk for one in Statement.objects.all()],
        "guidance": [meeting.arena.unit_id, *Remark.objects.values_list("pk", "conversation").get()],
        "board": [one.pk for one in Participation.objects.all()],
        "person": [meeting.arena.followups.all()[0].who_id],
    }
