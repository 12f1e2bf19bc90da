from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoDbBlocker

from samspill.documents import actions, jobs
from samspill.documents import paper as p
from samspill.documents.forms import FileForm
from samspill.documents.models import Blob, Part, State, Upload
from samspill.documents.office import office
from samspill.documents.pictures import redrawn
from samspill.documents.queries import uploads_of
from samspill.documents.tests import files
from samspill.documents.tests.samples import NORDIC, opened, roles
from samspill.journal.models import Entry
from samspill.queue.models import Job
from tests.asking import adopted_once, fresh, sign_in
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def adopted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    yield from adopted_once(django_db_setup, django_db_blocker)


@pytest.fixture
def cast(adopted: Cast) -> Cast:
    return fresh(adopted)


def hand_in(cast: Cast, name: str, data: bytes, *, read: bool = True) -> Upload:
    team = cast.arenas["resource-team"]
    place = actions.Place(
        municipality_id=cast.municipality.pk,
        unit_id=cast.school.pk,
        arena_id=team.pk,
        thing_kind="arenas.arena",
        thing_id=team.pk,
        home=team.get_absolute_url(),
        read_word="arena.read",
        write_word="arena.change",
        language="en",
    )
    upload = actions.take_in(SimpleUploadedFile(name, data), place=place, acting=cast.leader, at=AT)
    if read:
        jobs.convert.run(upload=upload.pk, at=AT)
        upload.refresh_from_db()
    return upload


def address(upload: Upload, page: str = "file") -> str:
    return reverse(f"documents:{page}", args=[upload.pk])


def pdf_of(upload: Upload) -> bytes:
    return bytes(Blob.objects.get(upload=upload, part=Part.PDF).data)


@pytest.mark.parametrize(("name", "make"), [("minutes.docx", files.docx), ("minutes.odt", files.odt)])
def test_a_document_is_shown_and_offered_as_pdf(cast: Cast, name: str, make: Any) -> None:
    upload = hand_in(cast, name, make())

    assert upload.state == State.READY
    assert all(part in upload.html for part in ("<h2>1. Breaks between lessons</h2>", "<strong>looked</strong>"))
    assert all(
        words in upload.text for words in ("Play together for four weeks.", "measure 59", NORDIC, "Minutes of the team")
    )
    with opened(pdf_of(upload)) as file:
        assert {"H1", "H2", "L", "Table", "TH", "TD"} <= {*roles(file)}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.rtf", rb"{\rtf1\ansi Hello {\b there}}", "Hello there"),
        ("a.txt", f"First {NORDIC}\n\nSecond <b>".encode(), f"First {NORDIC}\nSecond <b>"),
        ("a.xlsx", files.workbook(), "pupils"),
    ],
)
def test_other_kinds_give_their_words(cast: Cast, name: str, data: bytes, words: str) -> None:
    upload = hand_in(cast, name, data)

    assert upload.state == State.READY
    assert words in upload.text
    assert "<b>" not in upload.html


def test_a_picture_is_drawn_anew_without_what_the_camera_wrote(cast: Cast) -> None:
    upload = hand_in(cast, "class.jpg", files.photo())

    drawn = bytes(Blob.objects.get(upload=upload, part=Part.PICTURE).data)

    assert b"secret place" in files.photo()
    assert b"secret place" not in drawn
    with Image.open(io.BytesIO(drawn)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((80, 120), {})
    with opened(pdf_of(upload)) as file:
        assert "Figure" in roles(file)


def test_the_pictures_of_a_document_come_along(cast: Cast) -> None:
    drawn = redrawn(files.photo())
    assert drawn
    paper = p.Paper("Pictures", blocks=(p.Picture(drawn.data, "the team", drawn.width_mm),))

    upload = hand_in(cast, "a.docx", office(paper, "docx", at=AT))

    assert 'alt="the team" src="data:image/jpeg;base64,' in upload.html
    with opened(pdf_of(upload)) as file:
        assert "Figure" in roles(file)


def test_a_broken_document_can_still_be_downloaded(cast: Cast, client: Client) -> None:
    broken = files.packed(**{"[Content_Types].xml": b"<x/>", "word__document.xml": b"<not xml"})

    upload = hand_in(cast, "a.docx", broken)
    page = sign_in(client, cast.leader).get(address(upload))

    assert upload.state == State.UNREADABLE
    assert "It may be damaged" in page.content.decode()
    assert client.get(address(upload, "original")).content == broken
    assert client.get(address(upload, "pdf")).status_code == 404


def test_it_waits_in_the_queue_and_is_read_once(cast: Cast) -> None:
    upload = hand_in(cast, "a.txt", b"words", read=False)

    for _time in range(2):
        jobs.convert.run(upload=upload.pk, at=AT)

    assert Job.objects.get(task="samspill.documents.jobs.convert").arguments == {"upload": upload.pk}
    assert Blob.objects.filter(upload=upload).count() == 2


def test_a_refused_file_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        hand_in(cast, "a.exe", b"MZ")

    assert "file" in refused.value.message_dict
    assert not Upload.objects.exists()


@pytest.mark.parametrize(("part", "status"), [("leader", 200), ("nurse", 200), ("outsider", 404)])
@pytest.mark.parametrize("page", ["file", "pdf", "original"])
def test_whoever_may_read_the_thing_may_read_its_file(
    cast: Cast, client: Client, part: str, status: int, page: str
) -> None:
    upload = hand_in(cast, "a.txt", b"words")

    assert sign_in(client, cast.people[part]).get(address(upload, page)).status_code == status


def test_a_member_of_the_municipality_without_the_word_is_told_who_may(cast: Cast, client: Client) -> None:
    upload = hand_in(cast, "a.txt", b"words")
    other = next(person for person in cast.people.values() if _lacks(client, person, address(upload)))

    assert sign_in(client, other).get(address(upload)).status_code == 403


def _lacks(client: Client, person: Any, path: str) -> bool:
    return sign_in(client, person).get(path).status_code == 403


def test_files_are_served_so_that_nothing_in_them_runs(cast: Cast, client: Client) -> None:
    upload = hand_in(cast, "møte.pdf", files.a_pdf())
    sign_in(client, cast.leader)

    shown, saved = client.get(address(upload, "pdf") + "?open"), client.get(address(upload, "original"))

    assert shown["Content-Disposition"].startswith("inline")
    assert saved["Content-Disposition"].startswith("attachment")
    for answer in (shown, saved):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "m%C3%B8te.pdf" in saved["Content-Disposition"]


def test_withdrawing_takes_the_content_and_keeps_the_trace(cast: Cast, client: Client) -> None:
    upload = hand_in(cast, "a.txt", b"words")
    sign_in(client, cast.leader)

    empty = client.post(address(upload, "withdraw"), {"reason": " "})
    done = client.post(address(upload, "withdraw"), {"reason": "The wrong file."})

    upload.refresh_from_db()
    assert (empty.status_code, done.status_code, done["Location"]) == (422, 302, upload.home)
    assert (upload.text, upload.blobs.count(), client.get(address(upload)).status_code) == ("", 0, 404)
    assert Entry.objects.get(verb="file.withdrawn").why == "The wrong file."


def test_only_whoever_may_write_withdraws(cast: Cast, client: Client) -> None:
    upload = hand_in(cast, "a.txt", b"words")

    assert sign_in(client, cast.nurse).get(address(upload, "withdraw")).status_code == 403
    assert sign_in(client, cast.leader).get(address(upload, "withdraw")).status_code == 200


def test_the_list_of_files_asks_once(cast: Cast, django_assert_num_queries: Any) -> None:
    team = cast.arenas["resource-team"]
    for number in range(3):
        hand_in(cast, f"{number}.txt", b"words", read=number > 0)

    with django_assert_num_queries(1):
        context = {"uploads": uploads_of("arenas.arena", team.pk), "file_form": FileForm(), "file_url": "/x/"}
        page = render_to_string("documents/_uploads.html", context)

    assert page.count('href="/file/') == 3
    assert page.count("is being made readable") == 1
