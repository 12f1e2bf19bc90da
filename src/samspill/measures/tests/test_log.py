"""The log: written once, read by those who try and by the school's arenas, changed for a day, never by stealth."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from samspill.documents.models import Part, Upload
from samspill.documents.queries import part_of
from samspill.journal.models import Entry as Kept
from samspill.measures.actions import log
from samspill.measures.close_pages import account
from samspill.measures.models import LogEntry, Measure, Participant
from samspill.measures.thread_queries import kin_of
from samspill.measures.thread_queries import part_of as rows_of
from samspill.search.models import Entry as Found
from tests.asking import counted, fresh, sign_in
from tests.cast import Cast
from tests.measures import BEGAN, at_stage, day_of, proposal
from tests.staged import tried_once

standing = pytest.fixture(scope="module")(tried_once)
DURING = day_of("trying") + timedelta(days=3)
AT = BEGAN + timedelta(weeks=6)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def measure(cast: Cast) -> Measure:
    """One in try-out: the coordinator's, with the teacher taking part."""
    return Measure.objects.get(unit=cast.school)


def wrote(cast: Cast, measure: Measure, done: str = "We met the class.", at: datetime = AT, **more: object) -> LogEntry:
    given = {"key": uuid4(), "on": DURING, "acting": cast.teacher, "at": at, **more}
    return log.write(measure, done=done, **given)  # type: ignore[arg-type]


def sent(cast: Cast, **more: object) -> dict[str, object]:
    return {"key": uuid4(), "by": cast.teacher.pk, "on": timezone.localdate(), "done": "We met the class.", **more}


def photo(kind: str = "JPEG") -> SimpleUploadedFile:
    made, picture = io.BytesIO(), Image.new("RGB", (40, 30), "red")
    exif = picture.getexif()
    exif[0x010F] = "Camera of a teacher"
    picture.save(made, kind, exif=exif)
    return SimpleUploadedFile("IMG_1.jpg", made.getvalue(), content_type="image/jpeg")


@pytest.mark.parametrize(
    ("reader", "status"),
    [("leader", 200), ("coordinator", 200), ("teacher", 200), ("nurse", 200), ("owner", 403), ("outsider", 404)],
)
def test_who_reads_the_log(cast: Cast, client: Client, measure: Measure, reader: str, status: int) -> None:
    entry = wrote(cast, measure)
    person = sign_in(client, getattr(cast, reader))

    answers = [person.get(url).status_code for url in (reverse("measures:log", args=[measure.pk]), entry_url(entry))]

    assert answers == [status, status]
    section = "We met the class." in person.get(measure.get_absolute_url()).content.decode()
    assert section == (status == 200)


def entry_url(entry: LogEntry) -> str:
    return entry.get_absolute_url()


def test_only_whoever_tries_or_sits_writes(cast: Cast, client: Client, measure: Measure) -> None:
    url = reverse("measures:new_entry", args=[measure.pk])

    asked = {part: sign_in(client, getattr(cast, part)).get(url).status_code for part in ("teacher", "nurse", "owner")}
    before = sign_in(client, cast.other_teacher).get(url).status_code
    Participant.objects.create(measure=measure, person=cast.other_teacher, since=DURING)

    assert asked == {"teacher": 200, "nurse": 200, "owner": 403}
    assert (before, client.get(url).status_code) == (403, 200)


def test_one_sentence_is_an_entry_and_sending_it_twice_is_one(cast: Cast, client: Client, measure: Measure) -> None:
    url, data = reverse("measures:new_entry", args=[measure.pk]), sent(cast)

    first = sign_in(client, cast.teacher).post(url, data)
    again = client.post(url, data, headers={"X-Later": "1"})

    assert first.status_code == 302
    assert (again.status_code, again.headers["X-Leads-To"]) == (204, first.headers["Location"])
    assert measure.log.count() == 1


def test_a_key_belongs_to_its_author(cast: Cast, measure: Measure) -> None:
    entry = wrote(cast, measure)

    with pytest.raises(ValidationError, match="written by somebody else"):
        wrote(cast, measure, key=entry.key, acting=cast.leader)


def test_what_another_wrote_on_this_phone_is_not_sent_as_mine(cast: Cast, client: Client, measure: Measure) -> None:
    url = reverse("measures:new_entry", args=[measure.pk])

    answer = sign_in(client, cast.coordinator).post(url, sent(cast))

    assert answer.status_code == 422
    assert "somebody else was signed in" in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"done": ""}, "Write what you did"),
        ({"on": date(2099, 1, 1)}, "is still to come"),
        ({"on": date(2026, 9, 1)}, "The try-out began on"),
        ({"on": "yesterday"}, "This is no day"),
        ({"photo": SimpleUploadedFile("plan.txt", b"Hei")}, "This is no photo"),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_the_text(
    cast: Cast, client: Client, measure: Measure, given: dict[str, object], words: str
) -> None:
    url = reverse("measures:new_entry", args=[measure.pk])

    answer = sign_in(client, cast.teacher).post(url, sent(cast, seen="Quieter at the door.", **given))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Quieter at the door." in page


def test_nothing_is_logged_before_the_try_out(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="The try-out has not begun"):
        wrote(cast, proposal(cast))


def test_a_photo_comes_without_what_the_camera_wrote(cast: Cast, client: Client, measure: Measure) -> None:
    entry = wrote(cast, measure, photo=photo())

    upload = Upload.objects.get(thing_id=entry.pk, thing_kind="measures.entry")
    seen = {part: sign_in(client, getattr(cast, part)).get(upload.get_absolute_url()) for part in ("teacher", "owner")}

    assert b"Camera of a teacher" not in part_of(upload, Part.ORIGINAL)
    assert {part: answer.status_code for part, answer in seen.items()} == {"teacher": 200, "owner": 403}


def test_the_author_changes_for_a_day_and_then_adds(cast: Cast, client: Client, measure: Measure) -> None:
    entry = wrote(cast, measure, at=timezone.now())
    url = reverse("measures:change_entry", args=[entry.pk])
    data = {"on": DURING, "done": "We met all of them.", "version": entry.version}

    others = sign_in(client, cast.leader).get(url).status_code
    changed = sign_in(client, cast.teacher).post(url, data).status_code
    stale = client.post(url, {**data, "done": "Otherwise."}).status_code
    LogEntry.objects.update(written_at=timezone.now() - timedelta(days=2))
    late = client.post(url, {**data, "version": 2, "done": "Otherwise."})

    assert (others, changed, stale, late.status_code) == (403, 302, 409, 422)
    assert "add below it" in late.content.decode()
    client.post(reverse("measures:add_to_entry", args=[entry.pk]), {"text": "It went on."})
    assert [one.text for one in entry.additions.all()] == ["It went on."]
    assert LogEntry.objects.get(pk=entry.pk).done == "We met all of them."


def test_what_is_taken_back_is_hidden_and_its_reason_stays(cast: Cast, client: Client, measure: Measure) -> None:
    entry = wrote(cast, measure, at=timezone.now(), photo=photo())
    url = reverse("measures:withdraw_entry", args=[entry.pk])

    without = sign_in(client, cast.teacher).post(url, {"version": 1, "reason": ""}).status_code
    client.post(url, {"version": 1, "reason": "It names a pupil."})

    page = client.get(reverse("measures:log", args=[measure.pk])).content.decode()
    assert without == 422
    assert "It names a pupil." in page
    assert "We met the class." not in page
    assert Upload.objects.get(thing_id=entry.pk).withdrawn_at is not None
    assert not Found.objects.filter(kind="log").exists()


def test_what_is_taken_back_counts_nowhere(cast: Cast, measure: Measure) -> None:
    entry = wrote(cast, measure, done="Withdrawn words.", adjusted="Withdrawn too.")
    log.withdraw(entry, reason="It names a pupil.", version=None, acting=cast.teacher, at=AT)

    (kin,) = kin_of([measure.pk], measure.unit).measures
    assert rows_of(kin, "log") == []
    assert "Withdrawn words." not in account(measure, measure.tried_on)


def test_the_journal_keeps_no_words_of_the_log(cast: Cast, measure: Measure) -> None:
    entry = wrote(cast, measure, done="Only for the team.")

    log.change_entry(entry, version=None, on=DURING, done="Still for the team.", acting=cast.teacher, at=AT)

    kept = [f"{one} {one.changes}" for one in Kept.objects.filter(verb__startswith="log.")]
    assert len(kept) == 2
    assert not any("for the team" in one for one in kept)


def test_after_the_end_only_a_day_before_it_is_logged(cast: Cast, measure: Measure) -> None:
    Measure.objects.filter(pk=measure.pk).update(ended_on=DURING)
    measure.refresh_from_db()

    kept = wrote(cast, measure)
    with pytest.raises(ValidationError) as refused:
        wrote(cast, measure, on=DURING + timedelta(days=1))

    assert kept.pk
    assert "This ended on" in str(refused.value)


@pytest.mark.parametrize(("reader", "finds"), [("leader", True), ("grade_leader_6", True), ("owner", False)])
def test_who_finds_an_entry(cast: Cast, client: Client, measure: Measure, reader: str, finds: bool) -> None:
    wrote(cast, measure, "Kveldskaffe at the door.")

    page = sign_in(client, getattr(cast, reader)).get(reverse("search:search"), {"q": "kveldskaffe"})

    assert ("at the door" in page.content.decode()) == finds


def test_a_question_is_open_until_somebody_answers(cast: Cast, client: Client, measure: Measure) -> None:
    entry = wrote(cast, measure, question="Who opens the door?")
    url = reverse("measures:answer_entry", args=[entry.pk])

    before = sign_in(client, cast.leader).get(measure.get_absolute_url()).content.decode()
    client.post(url, {"version": 1, "answer": "The caretaker."})

    after = client.get(measure.get_absolute_url()).content.decode()
    assert "open question" in before
    assert "question answered" in after
    assert "The caretaker." in after


def test_the_list_asks_the_same_for_one_and_many(cast: Cast, client: Client, measure: Measure) -> None:
    url = reverse("measures:log", args=[measure.pk])
    wrote(cast, measure)
    sign_in(client, cast.leader).get(url)

    with counted() as one:
        client.get(url)
    for number in range(6):
        wrote(cast, measure, f"Day {number}.", adjusted="Earlier.")
    with counted() as many:
        client.get(url)

    assert len(one) == len(many)


def test_one_link_leads_straight_to_the_own_try_out(cast: Cast, client: Client, measure: Measure) -> None:
    url = reverse("measures:log_choose")

    straight = sign_in(client, cast.teacher).get(url)
    at_stage(cast, "trying", title="Breaks in the rain")
    chooses = client.get(url)
    nobody = sign_in(client, cast.other_teacher).get(url)

    assert straight.headers["Location"] == reverse("measures:new_entry", args=[measure.pk])
    assert "Breaks in the rain" in chooses.content.decode()
    assert "You take part in no try-out now" in nobody.content.decode()


@pytest.mark.parametrize(
    ("reader", "reads", "writes"),
    [("leader", 200, 200), ("nurse", 200, 403), ("owner", 403, 403), ("outsider", 404, 404)],
)
def test_the_leaders_log_of_the_project(cast: Cast, client: Client, reader: str, reads: int, writes: int) -> None:
    person = sign_in(client, getattr(cast, reader))

    answers = [
        person.get(reverse(f"measures:{name}", args=[cast.school.pk])).status_code
        for name in ("project_log", "new_project_entry")
    ]

    assert answers == [reads, writes]


def test_the_leader_logs_the_project(cast: Cast, client: Client) -> None:
    url = reverse("measures:new_project_entry", args=[cast.school.pk])
    data = {"key": uuid4(), "by": cast.leader.pk, "on": cast.project.starts, "done": "We began."}

    sign_in(client, cast.leader).post(url, data)

    entry = LogEntry.objects.get()
    assert entry.of_project
    assert "We began." in client.get(entry.get_absolute_url()).content.decode()
    assert sign_in(client, cast.owner).get(entry.get_absolute_url()).status_code == 403
