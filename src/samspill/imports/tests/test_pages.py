from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspill.calendars.models import Calendar
from samspill.imports import actions
from samspill.imports.models import ImportKind, Upload
from samspill.journal.models import Entry
from samspill.people.actions import add_unit
from samspill.people.models import Municipality, Person, Unit, UnitKind
from tests.asking import assembled_once, fresh
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db

SCHOOLS = "kommunenr,kommune,navn,orgnr\n9901,Sundvik,Ny skole,975283046\n9901,Sundvik,Fjellheim skole,974589648\n"
PEOPLE = "navn;e-post;skole;stilling\nOla Ny;ola@sundvik.example;Fjellheim skole;lærer\n"


standing = pytest.fixture(scope="module")(assembled_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def upload(cast: Cast, text: str, kind: str = ImportKind.SCHOOLS, home: Municipality | None = None) -> Upload:
    file = SimpleUploadedFile("fil.csv", text.encode())
    at = timezone.now()
    return actions.receive(home or cast.municipality, kind=kind, file=file, acting=cast.owner, at=at)


def send(client: Client, kind: str, name: str, data: bytes) -> HttpResponse:
    return client.post(reverse("imports:start"), {"kind": kind, "file": SimpleUploadedFile(name, data)})  # type: ignore[return-value]


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def confirm(client: Client, one: Upload, seal: str | None = None) -> Any:
    page = client.get(one.get_absolute_url())
    found = re.search(r'name="seal"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="seal"', page.content.decode())
    known = next(filter(None, found.groups())) if found else ""
    return client.post(f"{one.get_absolute_url()}confirm/", {"seal": known if seal is None else seal})


# --------------------------------------------------------------------------------------------------------- who may


@pytest.mark.parametrize(
    ("part", "status"), [("owner", 200), ("administrator", 200), ("leader", 403), ("nurse", 403), ("outsider", 404)]
)
def test_who_sees_an_upload(client: Client, cast: Cast, part: str, status: int) -> None:
    one = upload(cast, SCHOOLS)
    client.force_login(cast.people[part])

    assert client.get(one.get_absolute_url()).status_code == status


@pytest.mark.parametrize("verb", ["answers", "ask-again", "confirm", "discard"])
@pytest.mark.parametrize(("part", "status"), [("leader", 403), ("nurse", 403), ("outsider", 404)])
def test_who_may_not_touch_an_upload(client: Client, cast: Cast, verb: str, part: str, status: int) -> None:
    one = upload(cast, SCHOOLS)
    client.force_login(cast.people[part])

    assert client.post(f"{one.get_absolute_url()}{verb}/").status_code == status
    assert Upload.objects.filter(pk=one.pk).exists()


@pytest.mark.parametrize(("part", "status"), [("owner", 200), ("administrator", 200), ("leader", 403), ("nurse", 403)])
def test_who_may_start(client: Client, cast: Cast, part: str, status: int) -> None:
    client.force_login(cast.people[part])

    assert client.get(reverse("imports:start")).status_code == status


def test_a_stranger_is_asked_to_sign_in(client: Client, cast: Cast) -> None:
    one = upload(cast, SCHOOLS)

    assert client.get(reverse("imports:start")).status_code == 302
    assert client.get(one.get_absolute_url()).status_code == 302


def test_an_owner_elsewhere_sees_only_uploads_of_her_own(client: Client, cast: Cast) -> None:
    upload(cast, SCHOOLS)
    client.force_login(cast.outsider)

    assert "fil.csv" not in text_of(client.get(reverse("imports:start")))


# ------------------------------------------------------------------------------------------------------ the way in


def test_from_a_file_to_new_schools(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)

    sent = send(client, "schools", "register.csv", SCHOOLS.encode())
    one = Upload.objects.get()
    page = text_of(client.get(sent["Location"]))
    done = confirm(client, one)

    assert sent["Location"] == one.get_absolute_url()
    assert all(name in page for name in ("Ny skole", "Fjellheim skole", "Strandvik skule"))
    assert done["Location"] == cast.municipality.get_absolute_url()
    assert Unit.objects.filter(municipality=cast.municipality, kind=UnitKind.SCHOOL).count() == 3
    assert not Upload.objects.exists()


def test_the_journal_says_what_was_imported(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)

    confirm(client, upload(cast, SCHOOLS))

    entry = Entry.objects.get(verb="import.schools")
    assert (entry.person, entry.why, entry.changes) == (cast.owner.pk, "fil.csv", {"new": [0, 1], "changed": [0, 1]})


def test_who_looks_at_a_list_of_people_is_in_the_journal(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)

    client.get(upload(cast, PEOPLE, ImportKind.PEOPLE).get_absolute_url())

    assert Entry.objects.filter(verb="municipality.people_read", person=cast.owner.pk, reading=True).exists()


def test_a_file_can_be_thrown_away(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)

    client.post(f"{upload(cast, SCHOOLS).get_absolute_url()}discard/")

    assert not Upload.objects.exists()
    assert Unit.objects.filter(name="Ny skole").count() == 0


def test_files_nobody_came_back_to_are_thrown_away(cast: Cast) -> None:
    old = upload(cast, PEOPLE, ImportKind.PEOPLE)
    Upload.objects.update(made_at=timezone.now() - timedelta(days=3))

    upload(cast, SCHOOLS)

    assert not Upload.objects.filter(pk=old.pk).exists()


def test_more_waiting_files_cost_no_more_queries(client: Client, cast: Cast, django_assert_num_queries: Any) -> None:
    client.force_login(cast.owner)
    upload(cast, SCHOOLS)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("imports:start"))
    for _ in range(3):
        upload(cast, SCHOOLS)

    with django_assert_num_queries(len(one)):
        client.get(reverse("imports:start"))


# ------------------------------------------------------------------------------------------------------- questions


AMBIGUOUS = "navn;skole;stilling;fra\nOla Ny;Fjellheim skole;lærer;03/04/2026\n"


def test_questions_are_asked_and_answers_kept(client: Client, cast: Cast) -> None:
    one = upload(cast, AMBIGUOUS, ImportKind.PEOPLE)
    client.force_login(cast.owner)
    page = client.get(one.get_absolute_url())
    (field,) = page.context["form"].fields

    answered = client.post(f"{one.get_absolute_url()}answers/", {field: "day-month"})
    one.refresh_from_db()

    assert page.context["preview"].refused
    assert answered.status_code == 302
    assert one.answers == {"date-order:fra": "day-month"}
    assert confirm(client, one).status_code == 302
    assert Person.objects.get(name="Ola Ny").positions.get().since.isoformat() == "2026-04-03"


def test_an_open_question_keeps_the_file_out(client: Client, cast: Cast) -> None:
    one = upload(cast, AMBIGUOUS, ImportKind.PEOPLE)
    client.force_login(cast.owner)

    assert client.post(f"{one.get_absolute_url()}answers/", {}).status_code == 422
    assert confirm(client, one, seal="").status_code == 422
    assert not Person.objects.filter(name="Ola Ny").exists()


def test_answers_can_be_given_anew(client: Client, cast: Cast) -> None:
    one = upload(cast, AMBIGUOUS, ImportKind.PEOPLE)
    actions.answer_questions(one, {"date-order:fra": "month-day"})
    client.force_login(cast.owner)

    client.post(f"{one.get_absolute_url()}ask-again/")

    assert client.get(one.get_absolute_url()).context["preview"].reading.waiting


def test_a_wrong_column_does_not_ask_a_thousand_questions(client: Client, cast: Cast) -> None:
    rows = "".join(f"Person {n};Skole nummer {n};lærer\n" for n in range(70))
    one = upload(cast, f"navn;skole;stilling\n{rows}", ImportKind.PEOPLE)
    client.force_login(cast.owner)

    page = client.get(one.get_absolute_url())

    assert (len(page.context["form"].fields), page.context["form"].more) == (50, 20)
    assert page.status_code == 200


# ----------------------------------------------------------------------------------------------------- what is bad


BAD = {
    "nothing": b"",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "pdf": b"%PDF-1.7 something",
    "old excel": b"\xd0\xcf\x11\xe0" + bytes(100),
    "broken workbook": b"PK\x03\x04 and then nothing",
    "broken gzip": b"\x1f\x8b and then nothing",
    "letter": "Kjære rektor,\n\nher kommer lista.".encode(),
    "only names": b"navn;skole;stilling",
    "quote": b'navn;skole;stilling\n"Ola;Fjellheim skole;laerer\nKari;Fjellheim skole;laerer\n',
    "half utf-8": b"\xef\xbb\xbfnavn;skole\n\xe6\xf8\xe5;x\n",
}


@pytest.mark.parametrize(
    ("kind", "name"), [*(("people", name) for name in BAD), ("schools", "pdf"), ("calendar", "pdf")]
)
def test_a_bad_file_gets_a_sentence_and_changes_nothing(client: Client, cast: Cast, kind: str, name: str) -> None:
    client.force_login(cast.owner)
    before = Entry.objects.filter(reading=False).count()

    sent = send(client, kind, "fil.csv", BAD[name])
    page = client.get(sent["Location"]) if sent.status_code == 302 else sent

    assert page.status_code == (200 if sent.status_code == 302 else 422)
    if sent.status_code == 302:
        assert page.context["preview"].refused
        assert confirm(client, Upload.objects.get(), seal="x").status_code == 422
    assert Entry.objects.filter(reading=False).count() == before


def test_a_form_without_a_file_keeps_what_was_chosen(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)

    answer = client.post(reverse("imports:start"), {"kind": "people"})

    assert answer.status_code == 422
    assert answer.context["form"]["kind"].value() == "people"
    assert answer.context["form"].errors["file"]


def test_a_name_too_long_for_a_file_is_said_at_the_field(client: Client, cast: Cast) -> None:
    client.force_login(cast.owner)

    assert "file" in send(client, "people", f"{'x' * 250}.csv", b"navn\n").context["form"].errors


def test_too_many_endings_stop(client: Client, cast: Cast) -> None:
    parts = ("grade_leader_5", "grade_leader_6", "teacher")
    rows = "".join(f"{cast.people[p].email};{cast.people[p].name};Fjellheim skole;lærer;01.12.2099\n" for p in parts)
    one = upload(cast, f"e-post;navn;skole;stilling;til\n{rows}", ImportKind.PEOPLE)
    client.force_login(cast.owner)

    page = client.get(one.get_absolute_url())

    assert page.context["preview"].stop
    assert confirm(client, one, seal=page.context["preview"].seal).status_code == 422
    assert not cast.teacher.positions.filter(until__isnull=False).exists()


def test_something_changed_meanwhile_shows_the_new_comparison(client: Client, cast: Cast) -> None:
    one = upload(cast, SCHOOLS)
    client.force_login(cast.owner)
    seal = client.get(one.get_absolute_url()).context["preview"].seal
    add_unit(cast.municipality, kind=UnitKind.SCHOOL, name="Ny skole", acting=None, at=AT)

    answer = confirm(client, one, seal=seal)

    assert answer.status_code == 409
    assert (len(answer.context["preview"].diff.new), len(answer.context["preview"].diff.changed)) == (0, 2)
    assert confirm(client, one).status_code == 302


def test_a_verb_that_fails_midway_undoes_all(client: Client, cast: Cast) -> None:
    long = "Lang " * 40
    rows = f"Ola Ny;Fjellheim skole;lærer\n{long};Fjellheim skole;lærer\n"
    one = upload(cast, f"navn;skole;stilling\n{rows}", ImportKind.PEOPLE)
    client.force_login(cast.owner)

    answer = confirm(client, one)

    assert answer.status_code == 422
    assert "Lang Lang" in text_of(answer)
    assert not Person.objects.filter(name="Ola Ny").exists()
    assert Upload.objects.filter(pk=one.pk).exists()


def test_a_calendar_that_fails_midway_undoes_all(client: Client, cast: Cast) -> None:
    rows = "fra;til;navn\n05.10.2026;09.10.2026;Høstferie\n"
    client.force_login(cast.owner)

    assert confirm(client, upload(cast, rows, ImportKind.CALENDAR), seal="stale").status_code == 409
    assert not Calendar.objects.exists()
    assert confirm(client, upload(cast, rows, ImportKind.CALENDAR)).status_code == 302
    assert Calendar.objects.count() == 1


def test_nobody_learns_whose_an_address_is(client: Client, cast: Cast) -> None:
    rows = f"navn;e-post;skole;stilling\nOla Ny;{cast.outsider.email};Fjellheim skole;lærer\n"
    client.force_login(cast.owner)

    page = text_of(client.get(upload(cast, rows, ImportKind.PEOPLE).get_absolute_url()))

    assert cast.outsider.email in page
    assert cast.outsider.name not in page
