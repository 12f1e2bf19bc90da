"""A person's own work calendar: kept secret, read for busy times alone, forgotten when it is taken away."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import caldav
import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from samspill.calendars import sealing
from samspill.calendars.busy import busy_of
from samspill.calendars.busy_actions import ask_again, give_address, give_file, take_away
from samspill.calendars.busy_words import LOST, NO_CALENDAR, SAID
from samspill.calendars.jobs import read_busy_times
from samspill.calendars.models import BusySource, BusyTime
from samspill.delivery import addresses
from samspill.delivery.fetching import Trouble
from samspill.delivery.tests import servers
from samspill.journal.models import Entry
from samspill.queue.models import Job
from samspill.queue.running import run_due
from tests.asking import counted
from tests.cast import AT, Cast
from tests.meeting import resource_meeting

ADDRESS = "https://kalender.invalid/ics/kanarigul.ics?key=flamingorosa"
YEAR = (date(2026, 8, 17), date(2027, 7, 31))


def calendar(*events: str) -> bytes:
    parts = "".join(f"BEGIN:VEVENT\r\n{one}\r\nEND:VEVENT\r\n" for one in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{parts}END:VCALENDAR\r\n".encode()


def event(day: str, hour: int = 9, uid: str = "1") -> str:
    return f"UID:{uid}\r\nSUMMARY:Kanarigul\r\nDTSTART;TZID=Europe/Oslo:{day}T{hour:02}0000\r\nDURATION:PT1H"


def give(cast: Cast, *events: str) -> BusySource:
    return give_file(cast.nurse, data=calendar(*events), acting=cast.nurse, at=AT)


def test_a_file_is_read_once_for_when_somebody_is_busy(cast: Cast) -> None:
    give(cast, event("20261012"), event("20270614", 13, "2"))

    [first, second] = busy_of([cast.nurse.pk, cast.leader.pk], *YEAR)[cast.nurse.pk]

    assert (first[0].isoformat(), first[1].isoformat()) == ("2026-10-12T09:00:00+02:00", "2026-10-12T10:00:00+02:00")
    assert second[0].isoformat() == "2027-06-14T13:00:00+02:00"
    assert busy_of([cast.leader.pk], *YEAR) == {cast.leader.pk: []}


def test_only_days_asked_for_are_given_those_that_reach_into_them_too(cast: Cast) -> None:
    give(cast, "UID:1\r\nDTSTART;VALUE=DATE:20261012\r\nDTEND;VALUE=DATE:20261015")
    monday, thursday = date(2026, 10, 12), date(2026, 10, 15)

    found = [len(busy_of([cast.nurse.pk], day, day)[cast.nurse.pk]) for day in (monday, thursday)]

    assert found == [1, 0]


def test_this_school_year_and_the_next_are_read_and_nothing_that_is_over(cast: Cast) -> None:
    give(cast, event("20260814"), event("20280731", uid="2"), event("20280801", uid="3"))

    assert [one.starts.date() for one in BusyTime.objects.all()] == [date(2028, 7, 31)]


def test_many_people_are_one_query(cast: Cast) -> None:
    give(cast, event("20261012"))
    give_file(cast.leader, data=calendar(event("20261012")), acting=cast.leader, at=AT)

    with counted() as queries:
        found = busy_of([person.pk for person in cast.people.values()], *YEAR)

    assert (len(queries), sum(map(len, found.values()))) == (1, 2)


def test_our_own_meetings_come_back_from_calendars_and_do_not_bind_twice(cast: Cast) -> None:
    ours = f"0a5b1b5e-7f0c-4d8e-9f43-0a5b1b5e7f0c@{addresses.domain()}"
    give(cast, event("20261012", uid=ours), event("20261013", uid=ours.replace("@", "@not.")))

    assert [one.starts.date() for one in BusyTime.objects.all()] == [date(2026, 10, 13)]


def test_a_calendar_that_tells_only_times_does_not_hold_our_meetings_against_us(cast: Cast) -> None:
    resource_meeting(cast, date(2026, 10, 28))
    ours = "UID:x\r\nDTSTART:20261028T120000Z\r\nDTEND:20261028T140000Z"
    give(cast, ours, event("20261028", 9, "2"))

    assert [one.starts.hour for one in BusyTime.objects.all()] == [8]


def test_the_address_is_sealed_and_stands_nowhere_else(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    source = give_address(cast.nurse, address=ADDRESS, acting=cast.nurse, at=AT)

    run_due(AT)

    kept = [
        *BusySource.objects.values_list(),
        *Job.objects.values_list(),
        *Entry.objects.filter(verb="busy.given").values_list(),
    ]
    assert not any(word in repr((kept, caplog.text, str(source))) for word in ("kanarigul", "flamingorosa"))
    assert (sealing.unseal(source.sealed), source.host) == (ADDRESS, "kalender.invalid")


def test_what_cannot_be_reached_is_said_and_what_was_known_stays(cast: Cast) -> None:
    source = give_address(cast.nurse, address=ADDRESS, acting=cast.nurse, at=AT)
    BusyTime.objects.create(person=cast.nurse, starts=AT, ends=AT + timedelta(days=2))

    run_due(AT)

    source.refresh_from_db()
    assert (source.problem, source.tried_at, source.read_at) == ("unknown", AT, None)
    assert BusyTime.objects.count() == 1


def test_with_another_key_the_address_has_to_be_given_anew(cast: Cast, settings: Settings) -> None:
    source = give_address(cast.nurse, address=ADDRESS, acting=cast.nurse, at=AT)
    settings.SECRET_KEY = "another"

    run_due(AT)

    source.refresh_from_db()
    assert source.problem == "lost"


def test_an_old_key_that_is_kept_still_opens(cast: Cast, settings: Settings) -> None:
    source = give_address(cast.nurse, address=ADDRESS, acting=cast.nurse, at=AT)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert sealing.unseal(source.sealed) == ADDRESS


def test_another_calendar_takes_the_place_of_the_first(cast: Cast) -> None:
    give(cast, event("20261012"))

    give_address(cast.nurse, address=ADDRESS, acting=cast.nurse, at=AT)

    assert (BusySource.objects.count(), BusyTime.objects.count()) == (1, 0)


def test_taken_away_nothing_is_left(cast: Cast) -> None:
    source = give(cast, event("20261012"))

    take_away(source, acting=cast.nurse, at=AT)

    assert (BusySource.objects.count(), BusyTime.objects.count()) == (0, 0)
    assert Entry.objects.filter(verb="busy.taken_away", person=cast.nurse.pk).exists()


def test_what_was_taken_away_while_it_was_read_does_not_come_back(cast: Cast) -> None:
    source = give_address(cast.nurse, address=ADDRESS, acting=cast.nurse, at=AT)
    take_away(source, acting=cast.nurse, at=AT)

    [ran] = run_due(AT)

    assert (ran.state, BusySource.objects.count()) == ("done", 0)


@pytest.mark.parametrize(
    ("data", "said"), [(b"<html>", "no calendar"), (b"BEGIN:VCALENDAR" + b"x" * 5_000_000, "larger than 5 MB")]
)
def test_a_file_that_is_no_calendar_changes_nothing(cast: Cast, data: bytes, said: str) -> None:
    give(cast, event("20261012"))

    with pytest.raises(ValidationError, match=said):
        give_file(cast.nurse, data=data, acting=cast.nurse, at=AT)

    assert BusyTime.objects.count() == 1


def test_asking_twice_asks_once(cast: Cast) -> None:
    source = give_address(cast.nurse, address=ADDRESS, acting=cast.nurse, at=AT)
    run_due(AT)

    for _n in range(2):
        ask_again(source, acting=cast.nurse, at=AT)

    assert Job.objects.filter(task__endswith="read_busy", state="waiting").count() == 1


def test_every_six_hours_all_are_read_spread_over_an_hour_and_the_past_is_forgotten(cast: Cast) -> None:
    give(cast, event("20260817", 20))
    give_address(cast.leader, address=ADDRESS, acting=cast.leader, at=AT)
    later = AT + timedelta(days=3)

    read_busy_times.run(at=later)

    jobs = Job.objects.filter(task__endswith="read_busy", run_at__gte=later)
    assert [job.run_at - later < timedelta(hours=1) for job in jobs] == [True]
    assert BusyTime.objects.count() == 0


def test_whoever_has_left_is_forgotten(cast: Cast) -> None:
    give(cast, event("20261012"))
    cast.nurse.is_active = False
    cast.nurse.save()

    read_busy_times.run(at=AT)

    assert (BusySource.objects.count(), BusyTime.objects.count()) == (0, 0)


def test_a_real_calendar_server_is_read_and_read_again(cast: Cast, folder: Path, settings: Settings) -> None:
    settings.CALENDAR_NETWORKS = [ip_network("127.0.0.0/8")]
    begins = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
    with servers.radicale(folder) as url, caldav.DAVClient(url, username="randi", password="x") as client:
        work = client.principal().make_calendar(name="Arbeid")
        work.save_event(dtstart=begins, dtend=begins + timedelta(hours=2), summary="Kanarigul")
        give_address(cast.nurse, address=str(work.url), acting=cast.nurse, at=AT)
        run_due(AT)
        first = busy_of([cast.nurse.pk], *YEAR)[cast.nurse.pk]
        work.events()[0].delete()
        ask_again(BusySource.objects.get(), acting=cast.nurse, at=AT)
        run_due(AT)

    assert [(one[0].isoformat(), one[1].hour) for one in first] == [("2026-10-26T09:00:00+01:00", 11)]
    assert (BusyTime.objects.count(), BusySource.objects.get().problem) == (0, "")


def test_there_are_words_for_everything_that_can_go_wrong() -> None:
    assert {*Trouble, NO_CALENDAR, LOST} == set(SAID)
    assert all(len(code) <= 16 for code in SAID)
