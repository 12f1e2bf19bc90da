"""The pages about one's own work calendar, and reminders of one's own feeds."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from samspill.calendars.busy_actions import give_address
from samspill.calendars.models import BusySource, BusyTime
from samspill.queue.running import run_due
from samspill.wheel.feed_actions import make_feed
from samspill.wheel.models import FeedToken
from tests.asking import sign_in
from tests.cast import Cast
from tests.meeting import NOW, resource_meeting

ADDRESS = "https://kalender.invalid/kanarigul.ics"
DAY = timezone.localdate() + timedelta(days=9)
FILE = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Kanarigul\r\n"
    f"DTSTART;TZID=Europe/Oslo:{DAY:%Y%m%d}T090000\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
).encode()


def page(client: Client) -> str:
    return client.get(reverse("wheel:feeds")).content.decode()


def test_an_address_is_given_read_and_told_about_without_being_shown(client: Client, cast: Cast) -> None:
    sign_in(client, cast.nurse)

    given = client.post(reverse("wheel:busy_address"), {"address": ADDRESS}, follow=True).content.decode()
    run_due(timezone.now())
    after = page(client)

    assert "We are reading the calendar at kalender.invalid now." in given
    assert "Nobody has an address of this name." in after
    assert "kanarigul" not in given + after


@pytest.mark.parametrize("text", ["kalender", "ftp://example.org/a.ics", "https://kari:x@example.org/a.ics"])
def test_what_is_no_address_is_said_with_what_was_typed(client: Client, cast: Cast, text: str) -> None:
    answer = sign_in(client, cast.nurse).post(reverse("wheel:busy_address"), {"address": text})

    assert answer.status_code == 422
    assert f'value="{text}"' in answer.content.decode()
    assert "begins with https:// or webcal://" in answer.content.decode()


def test_a_file_is_handed_in_and_only_busy_times_are_shown(client: Client, cast: Cast) -> None:
    sign_in(client, cast.nurse)

    file = SimpleUploadedFile("mine.ics", FILE, "text/calendar")
    shown = client.post(reverse("wheel:busy_file"), {"file": file}, follow=True).content.decode()

    assert "What others learn: 1 time when you are busy" in shown
    assert "Kanarigul" not in shown
    assert BusyTime.objects.get().person == cast.nurse


def test_a_file_that_is_no_calendar_is_refused_in_words(client: Client, cast: Cast) -> None:
    file = SimpleUploadedFile("mine.ics", b"<html>")

    answer = sign_in(client, cast.nurse).post(reverse("wheel:busy_file"), {"file": file})

    assert answer.status_code == 422
    assert "What is there is no calendar" in answer.content.decode()


@pytest.mark.parametrize("verb", ["busy_again", "busy_remove"])
def test_nobody_touches_or_sees_the_calendar_of_another(client: Client, cast: Cast, verb: str) -> None:
    source = give_address(cast.nurse, address=ADDRESS, acting=cast.nurse, at=NOW)
    seen = []
    for part in ("leader", "outsider"):
        client.force_login(cast.people[part])
        seen += [client.post(reverse(f"wheel:{verb}", args=[source.pk])).status_code]
        seen += ["kalender.invalid" in page(client)]

    assert seen == [404, False, 404, False]
    assert BusySource.objects.count() == 1


def test_the_own_one_is_read_anew_and_forgotten(client: Client, cast: Cast) -> None:
    source = give_address(cast.nurse, address=ADDRESS, acting=cast.nurse, at=NOW)
    run_due(NOW)
    sign_in(client, cast.nurse)

    client.post(reverse("wheel:busy_again", args=[source.pk]))
    waits = client.get(reverse("wheel:busy")).content.decode()
    client.post(reverse("wheel:busy_remove", args=[source.pk]))

    assert "every 2s" in waits
    assert BusySource.objects.count() == 0


def alarms(client: Client, url: str) -> list[timedelta]:
    calendar = Calendar.from_ical(client.get(url).content)
    return [alarm["TRIGGER"].dt for alarm in calendar.walk("VALARM")]


def test_a_reminder_is_chosen_for_each_feed_and_stays_with_a_new_address(client: Client, cast: Cast) -> None:
    resource_meeting(cast, DAY)
    team = cast.arenas["resource-team"]
    url = reverse("wheel:feed", args=[make_feed(cast.nurse, team, acting=cast.nurse, at=NOW)])
    feed = FeedToken.objects.get()
    before = alarms(client, url)
    sign_in(client, cast.nurse)

    client.post(reverse("wheel:remind_feed", args=[feed.pk]), {f"feed-{feed.pk}-reminder": "1440"})
    again = reverse("wheel:feed", args=[make_feed(cast.nurse, team, acting=cast.nurse, at=NOW)])

    assert (before, alarms(client, again)) == ([], [timedelta(days=-1)])


def test_a_reminder_is_one_of_those_offered_and_ones_own(client: Client, cast: Cast) -> None:
    make_feed(cast.nurse, None, acting=cast.nurse, at=NOW)
    url, name = reverse("wheel:remind_feed", args=[FeedToken.objects.get().pk]), f"feed-{FeedToken.objects.get().pk}"

    wrong = sign_in(client, cast.nurse).post(url, {f"{name}-reminder": "7"}).status_code
    other = sign_in(client, cast.leader).post(url, {f"{name}-reminder": "60"}).status_code

    assert (wrong, other) == (422, 404)
    assert FeedToken.objects.get().reminder is None
