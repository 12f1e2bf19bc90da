"""The agenda sent with one act: who gets what, and what is marked afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from samspill.delivery.models import Message
from samspill.meetings.actions.agenda import add_item, change_item, take_off
from samspill.meetings.actions.sending import send_agenda
from samspill.meetings.agenda_changes import changes_between
from samspill.meetings.models import Meeting
from samspill.people.models import Person
from tests.asking import adopted_once, fresh, sign_in
from tests.cast import Cast
from tests.meeting import NOW, resource_meeting

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None, settings: LazySettings) -> Cast:
    settings.OUTBOX = "/nonexistent"  # a way out for mail, so that it is written; nothing runs the queue here
    return fresh(standing)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return resource_meeting(cast)


def line(pk: int, title: str = "A", minutes: int | None = None) -> dict[str, object]:
    return {"id": pk, "title": title, "minutes": minutes, "owner": ""}


def test_one_moved_item_does_not_mark_the_others() -> None:
    sent = [line(1), line(2), line(3), line(4)]

    found = changes_between(sent, [line(4), line(1), line(2), line(3)])

    assert (dict(found.marks), found.gone) == ({4: "moved"}, ())


def test_new_changed_and_gone_items_are_told_apart() -> None:
    found = changes_between([line(1), line(2)], [line(1, minutes=5), line(3)])

    assert dict(found.marks) == {1: "changed", 3: "new"}
    assert [one["id"] for one in found.gone] == [2]


def test_everybody_invited_gets_agenda_paper_and_invitation(cast: Cast, meeting: Meeting) -> None:
    item = add_item(meeting, title="Uro i garderoben", minutes=20, owner=cast.nurse, acting=cast.leader, at=NOW)

    count = send_agenda(meeting, version=meeting.version, acting=cast.leader, at=NOW)

    mail = Message.objects.get(recipient_id=cast.nurse.pk)
    assert count == Message.objects.count() == 8
    assert item.title in mail.text
    assert (mail.method, mail.attachments.get().media_type) == ("REQUEST", "application/pdf")


def test_the_mail_speaks_the_readers_language(cast: Cast, meeting: Meeting) -> None:
    Person.objects.filter(pk=cast.nurse.pk).update(language="en")

    send_agenda(meeting, version=meeting.version, acting=cast.leader, at=NOW)

    assert Message.objects.get(recipient_id=cast.nurse.pk).subject.startswith("Agenda: Resource team")


def test_a_second_sending_tells_what_is_new(cast: Cast, meeting: Meeting) -> None:
    Person.objects.update(language="en")
    send_agenda(meeting, version=meeting.version, acting=cast.leader, at=NOW)
    add_item(meeting, title="Kom til", acting=cast.leader, at=NOW)

    send_agenda(meeting, version=meeting.version, acting=cast.leader, at=NOW + timedelta(hours=1))

    mail = Message.objects.filter(recipient_id=cast.nurse.pk).latest("pk")
    assert mail.subject.startswith("Changed agenda")
    assert "New: Kom til" in mail.text


def test_the_page_marks_what_changed_since(client: Client, cast: Cast, meeting: Meeting) -> None:
    send_agenda(meeting, version=meeting.version, acting=cast.leader, at=NOW)
    first, second = meeting.items.order_by("place")[:2]
    change_item(first, version=None, minutes=5, acting=cast.leader, at=NOW)
    take_off(second, version=None, acting=cast.leader, at=NOW)

    page = sign_in(client, cast.leader).get(meeting.get_absolute_url()).content.decode()

    assert "changed since it was sent" in page
    assert "taken off since it was sent" in page
    assert "Send the changes" in page


def test_the_preview_names_those_without_an_address(client: Client, cast: Cast, meeting: Meeting) -> None:
    Person.objects.filter(pk=cast.nurse.pk).update(email=None)

    page = sign_in(client, cast.leader).get(reverse("meetings:send_agenda", args=[meeting.pk])).content.decode()

    assert "These have no e-mail address here" in page
    assert cast.nurse.name in page


def test_an_agenda_with_nothing_on_it_is_not_sent(client: Client, cast: Cast, meeting: Meeting) -> None:
    meeting.items.all().update(state="removed")

    answer = sign_in(client, cast.leader).post(
        reverse("meetings:send_agenda", args=[meeting.pk]), {"version": meeting.version}
    )

    assert answer.status_code == 422
    assert "Nothing is on the agenda" in answer.content.decode()


@pytest.mark.parametrize(("kind", "starts"), [("pdf", b"%PDF"), ("docx", b"PK"), ("odt", b"PK")])
def test_the_agenda_is_a_file(kind: str, starts: bytes, client: Client, cast: Cast, meeting: Meeting) -> None:
    answer = sign_in(client, cast.nurse).get(reverse("meetings:agenda_file", args=[meeting.pk, kind]))

    assert answer.status_code == 200
    assert answer.content.startswith(starts)


def test_another_kind_of_file_is_not_there(client: Client, cast: Cast, meeting: Meeting) -> None:
    answer = sign_in(client, cast.nurse).get(reverse("meetings:agenda_file", args=[meeting.pk, "exe"]))

    assert answer.status_code == 404
