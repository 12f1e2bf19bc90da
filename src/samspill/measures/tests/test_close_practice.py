"""Daily practice: its owner and page, when it is looked at again, what happens when it fades."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspill.core.schoolyear.periods import add_months
from samspill.delivery.models import Message
from samspill.measures.actions.deciding import decide
from samspill.measures.actions.practising import ask_again, check
from samspill.measures.close_due import fading
from samspill.measures.close_jobs import ask_about_practices, write
from samspill.measures.models import Measure, Practice, Recheck
from samspill.measures.practices import LATE, first_after, ownerless, standing
from samspill.meetings.due import Due
from samspill.meetings.models import Meeting
from samspill.people.actions import end_position
from tests.after import held_meeting
from tests.asking import counted, fresh, sign_in
from tests.cast import Cast
from tests.measures import at_stage, day_of
from tests.staged import staged, standing_at

standing_world = pytest.fixture(scope="module")(staged(("practice",)))
SINCE = day_of("practice")  # 26 October 2026


@pytest.fixture
def cast(standing_world: Cast, db: None) -> Cast:
    return fresh(standing_world)


@pytest.fixture
def measure(cast: Cast) -> Measure:
    return standing_at("practice")


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


def looked_at(cast: Cast, measure: Measure, using: int, months: int = 6, concerned: int = 10) -> Recheck:
    """Answer the next re-check on the day it is due."""
    row = measure.rechecks.get(months=months)
    check(row, version=None, using=using, concerned=concerned, acting=cast.teacher, at=at(row.due))
    return row


def test_it_is_looked_at_after_six_and_twelve_months(measure: Measure) -> None:
    assert [row.due for row in measure.rechecks.all()] == [date(2027, 4, 26), date(2027, 10, 26)]


def test_a_month_that_is_shorter_ends_earlier(measure: Measure) -> None:
    measure.rechecks.all().delete()

    ask_again(measure, (6, 12), date(2026, 8, 31))

    assert [row.due for row in measure.rechecks.all()] == [date(2027, 2, 28), date(2027, 8, 31)]


@pytest.mark.parametrize(
    ("day", "months"), [(date(2027, 10, 26), 24), (date(2028, 10, 26), 36), (date(2030, 1, 1), 48)]
)
def test_afterwards_once_a_year(day: date, months: int) -> None:
    assert first_after(SINCE, day) == months


def test_in_use_after_a_year_is_alive_and_asked_again_a_year_on(cast: Cast, measure: Measure) -> None:
    looked_at(cast, measure, using=9)
    half = Measure.objects.get().alive_on
    looked_at(cast, Measure.objects.get(), using=5, months=12)

    measure.refresh_from_db()
    assert (half, measure.alive_on) == (None, date(2027, 10, 26))
    assert measure.rechecks.get(checked_on=None).due == date(2028, 10, 26)


def test_below_the_bar_after_a_year_is_not_alive(cast: Cast, measure: Measure) -> None:
    looked_at(cast, measure, using=4, months=12)

    measure.refresh_from_db()
    assert measure.alive_on is None


def steering(cast: Cast, on: date) -> Meeting:
    meeting = held_meeting(cast, arena="steering-group")
    Meeting.objects.filter(pk=meeting.pk).update(on=on)
    meeting.refresh_from_db()
    return meeting


def dues(cast: Cast, on: date) -> list[Due]:
    return list(fading(steering(cast, on)))


def test_what_fades_comes_on_the_agenda_until_it_is_decided_on(cast: Cast, measure: Measure) -> None:
    row = looked_at(cast, measure, using=3)
    day = row.due + timedelta(days=5)

    (due,) = dues(cast, day)
    words = {"conclusion": "New start.", "reasons": "Few use it.", "version": None}
    decide(Measure.objects.get(), verdict="practice", on=day, acting=cast.leader, at=at(day), **words)
    again = dues(cast, day + timedelta(days=30))

    assert (due.source_id, due.title) == (measure.pk, "Fades: practice (3 of 10 use it)")
    assert again == []


def test_from_the_agenda_back_to_the_try_out(cast: Cast, measure: Measure) -> None:
    row = looked_at(cast, measure, using=3)
    words = {"conclusion": "Try anew.", "reasons": "Few use it.", "version": None}

    decide(Measure.objects.get(), verdict="adjust", on=row.due, acting=cast.leader, at=at(row.due), **words)

    measure.refresh_from_db()
    assert measure.phase == "in-try-out"
    assert not measure.rechecks.filter(checked_on=None).exists()


def test_what_nobody_answers_comes_on_the_agenda(cast: Cast, measure: Measure) -> None:
    first = measure.rechecks.all()[0]

    early = dues(cast, first.due + LATE)
    (late,) = dues(cast, first.due + LATE + timedelta(days=1))

    assert early == []
    assert late.title.startswith("Still done? practice")


def test_what_is_in_use_stays_off_the_agenda(cast: Cast, measure: Measure) -> None:
    row = looked_at(cast, measure, using=5)

    assert dues(cast, row.due) == []


def test_the_owner_is_asked_by_mail_once(cast: Cast, measure: Measure) -> None:
    row = measure.rechecks.all()[0]

    asked = [write(row, at=at(row.due)), write(row, at=at(row.due + timedelta(days=1)))]

    assert asked == [True, True]
    assert Message.objects.get(kind="practice-recheck").recipient_id == cast.teacher.pk


def test_the_morning_asks_for_what_is_due_only(cast: Cast, measure: Measure) -> None:
    row = measure.rechecks.all()[0]

    ask_about_practices.run(at=at(row.due - timedelta(days=1)))
    before = Message.objects.filter(kind="practice-recheck").count()
    write_when_due(row)

    assert (before, Message.objects.filter(kind="practice-recheck").count()) == (0, 1)


def write_when_due(row: Recheck) -> None:
    write(row, at=at(row.due))


def test_an_owner_who_leaves(cast: Cast, client: Client, measure: Measure) -> None:
    position = cast.teacher.positions.get()
    end_position(position, until=SINCE + timedelta(days=3), version=None, acting=cast.leader, at=at(SINCE))
    cast.teacher.memberships.update(until=SINCE + timedelta(days=3))
    day = SINCE + timedelta(days=20)

    one = standing(Measure.objects.get(), day)

    assert (one.owner, one.left) == (None, cast.teacher)
    assert ownerless({cast.school.pk}, day) == [measure]
    assert not write(measure.rechecks.all()[0], at=at(day))


def test_without_an_owner_the_page_proposes_who_may_follow(cast: Cast, client: Client, measure: Measure) -> None:
    Practice.objects.update(owner=None)

    page = sign_in(client, cast.leader).get(measure.get_absolute_url()).content.decode()

    assert "Nobody answers for this practice" in page
    assert cast.coordinator.name in page.split("could take it over")[1].split("</ul>")[0]


URLS = ("practice", "change_practice", "practices", "recheck")


def address(cast: Cast, measure: Measure, name: str) -> str:
    row = measure.rechecks.all()[0]
    pk = {"practices": cast.school.pk, "recheck": row.pk}.get(name, measure.pk)
    return reverse(f"measures:{name}", args=[pk])


@pytest.mark.parametrize(
    ("reader", "codes"),
    [
        ("leader", (200, 200, 200, 200)),
        ("teacher", (200, 200, 200, 200)),  # answers for it
        ("grade_leader_6", (200, 403, 200, 200)),
        ("nurse", (200, 200, 200, 200)),
        ("owner", (200, 403, 200, 403)),
        ("other_teacher", (403, 403, 403, 403)),
        ("outsider", (404, 404, 404, 404)),
    ],
)
def test_who_opens_what(cast: Cast, client: Client, measure: Measure, reader: str, codes: tuple[int, ...]) -> None:
    sign_in(client, cast.people[reader])

    assert tuple(client.get(address(cast, measure, name)).status_code for name in URLS) == codes


def test_the_page_for_somebody_new(cast: Cast, client: Client, measure: Measure) -> None:
    Practice.objects.update(description="# When\nEach morning at 8.15.\n- <b>Meet</b> the class\n- Stay")

    page = sign_in(client, cast.nurse).get(address(cast, measure, "practice")).content.decode()

    assert "When</h" in page
    assert "<li>&lt;b&gt;Meet&lt;/b&gt; the class</li>" in page
    assert reverse("measures:why", args=[measure.pk]) in page


@pytest.mark.parametrize(("kind", "status"), [("pdf", 200), ("odt", 200), ("exe", 404)])
def test_the_page_on_paper(cast: Cast, client: Client, measure: Measure, kind: str, status: int) -> None:
    url = reverse("measures:practice_file", args=[measure.pk, kind])

    assert sign_in(client, cast.teacher).get(url).status_code == status


def test_changing_the_page(cast: Cast, client: Client, measure: Measure) -> None:
    row, url = Practice.objects.get(), address(cast, measure, "change_practice")
    sent = {"owner": cast.coordinator.pk, "description": "New words.", "concerned": 12, "version": row.version}

    first = sign_in(client, cast.teacher).post(url, sent)
    stale = sign_in(client, cast.leader).post(url, {**sent, "description": "Other words."})

    row.refresh_from_db()
    assert (first.status_code, row.owner, row.concerned) == (302, cast.coordinator, 12)
    assert (stale.status_code, "Other words." in stale.content.decode()) == (409, True)


def test_answering_in_two_numbers(cast: Cast, client: Client, measure: Measure) -> None:
    url = address(cast, measure, "recheck")
    early = sign_in(client, cast.teacher).post(url, {"using": 4, "concerned": 9, "version": 1})
    measure.rechecks.filter(months=6).update(due=SINCE)

    wrong = client.post(url, {"using": 9, "concerned": 4, "version": 1})
    right = client.post(url, {"using": 4, "concerned": 9, "version": 1})

    row = measure.rechecks.all()[0]
    assert (early.status_code, wrong.status_code, right.status_code) == (422, 422, 302)
    assert (row.using, row.by, row.checked_on is not None) == (4, cast.teacher, True)


def test_one_practice_asks_as_often_as_three(cast: Cast, client: Client, measure: Measure) -> None:
    sign_in(client, cast.leader)
    client.get(address(cast, measure, "practices"))
    with counted() as one:
        client.get(address(cast, measure, "practices"))
    for title in ("Second", "Third"):
        looked_at(cast, at_stage(cast, "practice", title=title), using=3)

    with counted() as three:
        page = client.get(address(cast, measure, "practices"))

    assert len(three) == len(one)
    assert [row.fades for row in page.context["rows"]] == [True, True, False]


def test_a_school_without_a_practice(cast: Cast, client: Client, measure: Measure) -> None:
    Measure.objects.update(fate="parked")

    page = sign_in(client, cast.leader).get(address(cast, measure, "practices"))

    assert "No practice yet" in page.content.decode()


def test_what_is_no_practice_has_no_page(cast: Cast, client: Client, measure: Measure) -> None:
    Measure.objects.update(phase="proposed")

    assert sign_in(client, cast.leader).get(address(cast, measure, "practice")).status_code == 404


def test_months_are_those_of_the_calendar() -> None:
    assert add_months(date(2027, 8, 31), 6) == date(2028, 2, 29)


def test_what_is_no_practice_any_more_is_not_looked_at(cast: Cast, measure: Measure) -> None:
    row = looked_at(cast, measure, using=8)
    Measure.objects.filter(pk=measure.pk).update(phase="stopped")
    row = Recheck.objects.get(pk=row.pk)

    with pytest.raises(ValidationError):
        check(row, using=9, concerned=10, version=None, acting=cast.teacher, at=at(row.due))
