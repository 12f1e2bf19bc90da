"""The year as a calendar file: out with the reader's rights, in after a look, and round again without a double."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Event

from samspill.core.schoolyear import SchoolYear
from samspill.meetings.actions.moving import move_meeting
from samspill.meetings.inviting import uid_of
from samspill.wheel.activity_actions import add_activity, change_activity, new_activity
from samspill.wheel.models import Activity, WheelRing
from tests.asking import counted, sign_in
from tests.cast import AT, Cast
from tests.conferring import conference
from tests.meeting import NOW, grade_meeting, resource_meeting

OSLO = ZoneInfo("Europe/Oslo")
YEAR = SchoolYear.of(date(2026, 9, 1)).begins


@pytest.fixture(autouse=True)
def signed_in(client: Client, cast: Cast) -> None:
    sign_in(client, cast.leader)


def address(cast: Cast, verb: str = "file", query: str = f"?year={YEAR}") -> str:
    return reverse(f"wheel:{verb}", args=["unit", cast.school.pk]) + query


def events(client: Client, url: str) -> dict[str, Event]:
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return {str(one["UID"]): one for one in Calendar.from_ical(answer.content).events}


def summaries(found: dict[str, Event]) -> set[str]:
    return {str(one["SUMMARY"]) for one in found.values()}


def theme_week(cast: Cast, title: str = "Theme week", uid: str = "") -> Activity:
    new = new_activity(ring=WheelRing.SCHOOL, unit=cast.school)
    days = {"starts": date(2026, 10, 19), "until": date(2026, 10, 23)}
    return add_activity(new, title=title, **days, uid=uid, acting=cast.leader, at=AT)


def test_a_meeting_leaves_as_itself_and_its_number_rises_when_it_is_moved(client: Client, cast: Cast) -> None:
    meeting = resource_meeting(cast, date(2026, 10, 28))
    before = events(client, address(cast))[uid_of(meeting)]
    move_meeting(
        meeting, on=date(2026, 10, 21), begins=meeting.begins, version=meeting.version, acting=cast.leader, at=NOW
    )

    after = events(client, address(cast))[uid_of(meeting)]

    assert (before["DTSTART"].dt, after["DTSTART"].dt) == (
        datetime(2026, 10, 28, 13, tzinfo=OSLO),
        datetime(2026, 10, 21, 13, tzinfo=OSLO),
    )
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_everything_else_is_whole_days_on_which_one_is_free(client: Client, cast: Cast) -> None:
    theme_week(cast)

    found = events(client, address(cast, query=f"?year={YEAR}&chosen=1&layer=own&layer=days"))

    [week] = [one for one in found.values() if one["SUMMARY"] == "Theme week"]
    assert (week["DTSTART"].dt, week["DTEND"].dt) == (date(2026, 10, 19), date(2026, 10, 24))
    assert {str(one["TRANSP"]) for one in found.values()} == {"TRANSPARENT"}
    assert "Theme week" in summaries(found)
    assert len(found) > 5


def test_each_reader_gets_what_they_may_read(client: Client, cast: Cast) -> None:
    meeting = resource_meeting(cast, date(2026, 10, 28))
    conference(cast, on=date(2026, 11, 4))
    url = address(cast)
    for_leader = events(client, url)
    for_other = events(sign_in(client, cast.other_teacher), url)

    assert uid_of(meeting) in for_leader
    assert uid_of(meeting) not in for_other
    assert sign_in(client, cast.outsider).get(url).status_code == 404


@pytest.mark.parametrize("kind", ["municipality", "arena", "me"])
def test_every_wheel_has_its_file(client: Client, cast: Cast, kind: str) -> None:
    pk = {"municipality": cast.municipality.pk, "arena": cast.arenas["resource-team"].pk}.get(kind)
    url = reverse("wheel:file", args=[kind, pk]) if pk else reverse("wheel:my_file")

    assert events(client, f"{url}?year={YEAR}")


def test_a_long_year_takes_as_many_queries_as_a_short_one(client: Client, cast: Cast) -> None:
    resource_meeting(cast, date(2026, 10, 28))
    theme_week(cast)
    client.get(address(cast))
    with counted() as few:
        client.get(address(cast))
    for number in range(1, 6):
        theme_week(cast, f"Week {number}")
        grade_meeting(cast, on=date(2026, 11, number))

    with counted() as many:
        client.get(address(cast))

    assert len(many) == len(few)


def calendar(*lines: str) -> bytes:
    parts = "".join(f"BEGIN:VEVENT\r\n{one}\r\nEND:VEVENT\r\n" for one in lines)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{parts}END:VCALENDAR\r\n".encode()


def event(uid: str, title: str, day: date) -> str:
    return f"UID:{uid}\r\nSUMMARY:{title}\r\nDTSTART;VALUE=DATE:{day:%Y%m%d}"


SOON = date(SchoolYear.of(date.today()).begins + 1, 9, 14)  # noqa: DTZ011  # the view reads the clock


def look(client: Client, cast: Cast, data: bytes, verb: str = "bring") -> HttpResponse:
    """Hand a file in, and see what is in it."""
    return client.post(address(cast, verb, ""), {"file": SimpleUploadedFile("plan.ics", data, "text/calendar")})


def bring(client: Client, cast: Cast, data: bytes) -> HttpResponse:
    """Hand it in and take what is offered."""
    form = look(client, cast, data).context["form"]
    given = {"read": form.initial["read"], "chosen_rows": form.initial["chosen_rows"]}
    return client.post(address(cast, "confirm", ""), given, follow=True)


def test_nothing_is_changed_before_one_has_looked(client: Client, cast: Cast) -> None:
    shown = look(client, cast, calendar(event("1", "Sports day", SOON))).content.decode()

    assert "Sports day" in shown
    assert "Nothing is changed yet." in shown
    assert Activity.objects.count() == 0


def test_what_is_chosen_becomes_own_activities(client: Client, cast: Cast) -> None:
    timed = f"UID:2\r\nSUMMARY:Parents\r\nDTSTART;TZID=Europe/Oslo:{SOON:%Y%m%d}T220000\r\nDURATION:PT2H"

    answer = bring(client, cast, calendar(event("1", "Sports day", SOON), timed))

    assert "2 activities were brought in." in answer.content.decode()
    assert {(one.title, one.starts, one.until, one.unit, one.open) for one in Activity.objects.all()} == {
        ("Sports day", SOON, SOON, cast.school, False),
        ("Parents", SOON, SOON, cast.school, False),
    }


def test_the_same_file_again_brings_only_what_has_changed(client: Client, cast: Cast) -> None:
    bring(client, cast, calendar(event("1", "Sports day", SOON), event("2", "Open house", SOON)))

    later = SOON.replace(day=21)
    again = look(client, cast, calendar(event("1", "Sports day", later), event("2", "Open house", SOON)))
    bring(client, cast, calendar(event("1", "Sports day", later), event("2", "Open house", SOON)))

    assert "1 activity of the file is in Samspill already." in again.content.decode()
    assert "changed; so far" in again.content.decode()
    assert dict(Activity.objects.values_list("title", "starts")) == {"Sports day": later, "Open house": SOON}


def test_a_name_does_not_come_onto_the_public_wheel_with_a_changed_file(client: Client, cast: Cast) -> None:
    bring(client, cast, calendar(event("1", "Sports day", SOON)))
    Activity.objects.update(open=True)
    form = look(client, cast, calendar(event("1", "Farewell for Kari Nordmann", SOON))).context["form"]

    answer = client.post(address(cast, "confirm", ""), {"read": form.initial["read"], "chosen_rows": ["0"]})

    assert answer.status_code == 422
    assert "the public wheel names nobody" in answer.content.decode()
    assert Activity.objects.get().title == "Sports day"


def test_sent_twice_it_is_there_once(client: Client, cast: Cast) -> None:
    form = look(client, cast, calendar(event("1", "Sports day", SOON))).context["form"]
    given = {"read": form.initial["read"], "chosen_rows": ["0"]}

    for _n in range(2):
        client.post(address(cast, "confirm", ""), given)

    assert Activity.objects.count() == 1


def test_what_left_samspill_comes_back_as_what_it_is(client: Client, cast: Cast) -> None:
    resource_meeting(cast, SOON)
    mine, brought = theme_week(cast), theme_week(cast, "Brought", uid="x@elsewhere.example")
    file = client.get(address(cast, query="")).content
    change_activity(
        mine, title="Sea week", starts=mine.starts, until=mine.until, version=None, acting=cast.leader, at=AT
    )

    answer = look(client, cast, file)

    assert Activity.objects.get(pk=brought.pk).uid in file.decode()
    assert [row[0].title for row in answer.context["form"].rows] == ["Theme week"]


def test_a_series_comes_in_by_its_days_and_a_moved_one_keeps_its_place(client: Client, cast: Cast) -> None:
    weekly = event("1", "Club", SOON) + "\r\nRRULE:FREQ=WEEKLY;COUNT=3"
    bring(client, cast, calendar(weekly))
    moved = event("1", "Club", SOON.replace(day=22)) + f"\r\nRECURRENCE-ID;VALUE=DATE:{SOON.replace(day=21):%Y%m%d}"

    bring(client, cast, calendar(weekly, moved))

    assert [one.starts.day for one in Activity.objects.all()] == [14, 22, 28]


def test_what_may_name_somebody_is_not_chosen_where_others_read_it(client: Client, cast: Cast) -> None:
    answer = look(client, cast, calendar(event("1", "Samtale med Kari Lunde", SOON), event("2", "Sports day", SOON)))

    assert "may name somebody" in answer.content.decode()
    assert len(answer.context["form"].initial["chosen_rows"]) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04", "no calendar"),
        (calendar(), "Nothing in the file lies in this school year"),
        (calendar(event("1", "Long ago", date(1999, 1, 4))), "Nothing in the file lies in this school year"),
        (calendar(*(event(str(n), f"Day {n}", SOON) for n in range(301))), "At most 300 are accepted"),
        (b"", "empty"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(client: Client, cast: Cast, data: bytes, said: str) -> None:
    answer = look(client, cast, data)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_what_is_broken_or_off_does_not_hide_the_rest(client: Client, cast: Cast) -> None:
    off = event("3", "Off", SOON) + "\r\nSTATUS:CANCELLED"

    answer = look(client, cast, calendar("UID:1\r\nSUMMARY:x", "UID:4", event("2", "Sports day", SOON), off))

    assert "2 entries have no title or could not be understood" in answer.content.decode()
    assert [row[0].title for row in answer.context["form"].rows] == ["Sports day"]


def test_nothing_chosen_is_said_and_what_was_read_is_kept(client: Client, cast: Cast) -> None:
    form = look(client, cast, calendar(event("1", "Sports day", SOON))).context["form"]

    answer = client.post(address(cast, "confirm", ""), {"read": form.initial["read"]})

    assert answer.status_code == 422
    assert "Choose at least one" in answer.content.decode()
    assert "Sports day" in answer.content.decode()


def test_what_was_tampered_with_is_asked_for_anew(client: Client, cast: Cast) -> None:
    answer = client.post(address(cast, "confirm", ""), {"read": "x:y", "chosen_rows": "0"}, follow=True)

    assert "Hand the file in once more." in answer.content.decode()
    assert Activity.objects.count() == 0


@pytest.mark.parametrize(("part", "status"), [("other_teacher", 403), ("outsider", 404)])
@pytest.mark.parametrize("verb", ["bring", "confirm"])
def test_who_may_not_add_activities_brings_none_in(
    client: Client, cast: Cast, part: str, status: int, verb: str
) -> None:
    sign_in(client, cast.people[part])

    assert look(client, cast, calendar(event("1", "Sports day", SOON)), verb).status_code == status


def test_ones_own_reminders_are_brought_in_for_oneself(client: Client, cast: Cast) -> None:
    file = SimpleUploadedFile("mine.ics", calendar(event("1", "Samtale med Kari Lunde", SOON)))
    form = client.post(reverse("wheel:my_bring"), {"file": file}).context["form"]

    client.post(reverse("wheel:my_confirm"), {"read": form.initial["read"], "chosen_rows": ["0"]})

    assert (Activity.objects.get().person, Activity.objects.get().unit) == (cast.leader, None)
