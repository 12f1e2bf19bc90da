"""The year wheel: who sees what, layers, quarters, the same in words, on paper."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspill.arenas.models import Membership
from samspill.calendars.models import Calendar, Span, SpanKind
from samspill.core.schoolyear import SchoolYear
from samspill.followups.models import Followup
from samspill.measures.models import Milestone
from samspill.meetings.models import Meeting
from samspill.wheel.models import Activity, Occasion, WheelRing
from samspill.wheel.year import Happening, Reading, Whose
from samspill.wheel.year_pages import LONG
from samspill.wheel.year_reading import read
from tests.asking import counted, sign_in
from tests.cast import AT, BEGAN, Cast
from tests.clock import Clock, clock
from tests.conferring import conference
from tests.measures import at_stage
from tests.meeting import DAY, grade_meeting, resource_meeting

__all__ = ["clock"]
YEAR = "?year=2026"
YEARS = (YEAR, "?year=2027")


def wheel(kind: str, pk: int, query: str = YEAR) -> str:
    return reverse("wheel:year", args=[kind, pk]) + query


def shown(client: Client, url: str) -> list[Happening]:
    answer = client.get(url)
    assert answer.status_code == 200
    return [row for month in answer.context["months"] for row in month.rows]


def theme_week(cast: Cast, **given: object) -> Activity:
    named = {"title": "Theme week about the sea", "starts": date(2026, 10, 19), "until": date(2026, 10, 23)}
    return Activity.objects.create(**{"ring": WheelRing.SCHOOL, "unit": cast.school, **named, **given})


def test_the_wheels_are_open_to_the_municipality_and_to_nobody_else(client: Client, cast: Cast) -> None:
    pages = [wheel("municipality", cast.municipality.pk), wheel("unit", cast.school.pk)]
    arena = wheel("arena", cast.arenas["resource-team"].pk)
    seen = {}
    for part in ("leader", "nurse", "other_teacher", "outsider"):
        client.force_login(cast.people[part])
        seen[part] = [client.get(url).status_code for url in (*pages, arena)]

    assert seen == {
        "leader": [200, 200, 200],
        "nurse": [200, 200, 200],
        "other_teacher": [200, 200, 403],
        "outsider": [404, 404, 404],
    }


@pytest.mark.parametrize("path", ["/wheel/planet/1/", "/wheel/unit/999999/", "/wheel/planet/1/paper/"])
def test_what_is_no_wheel_is_not_found(client: Client, cast: Cast, path: str) -> None:
    assert sign_in(client, cast.leader).get(path).status_code == 404


def test_a_school_sees_everything_that_has_a_day(client: Client, cast: Cast) -> None:
    resource_meeting(cast)
    conference(cast, on=date(2026, 11, 4))
    measure = at_stage(cast, "trying", title="Quiet start")
    Milestone.objects.create(measure=measure, text="All classes have begun", by=date(2026, 12, 1))
    team = cast.arenas["resource-team"]
    Followup.objects.create(arena=team, text="Ask PPT", who=cast.nurse, by=date(2026, 10, 1), made_at=AT)
    theme_week(cast)

    found = shown(sign_in(client, cast.leader), wheel("unit", cast.school.pk))

    assert {one.layer for one in found} >= {"plan", "meetings", "conferences", "milestones", "deadlines", "own"}
    assert {one.ring for one in found} == {"municipality", "school", "team"}
    assert all(one.url for one in found)


def test_who_may_not_open_a_meeting_sees_the_line_of_the_plan_instead(client: Client, cast: Cast) -> None:
    first = Occasion.objects.filter(arena=cast.arenas["resource-team"], on__gte=DAY)[0]
    resource_meeting(cast, first.on)
    url = wheel("unit", cast.school.pk)

    for_leader = {one.key: one for one in shown(sign_in(client, cast.leader), url)}[f"plan-{first.pk}"]
    for_other = {one.key: one for one in shown(sign_in(client, cast.other_teacher), url)}[f"plan-{first.pk}"]

    assert (for_leader.layer, for_other.layer) == ("meetings", "plan")
    assert (for_leader.first, for_other.url) == (for_other.first, first.get_absolute_url())


def test_hour_and_room_are_said_to_those_who_may_open_the_meeting(client: Client, cast: Cast) -> None:
    meeting = resource_meeting(cast)
    Meeting.objects.filter(pk=meeting.pk).update(begins=time(13), place="Room 2")
    url = wheel("unit", cast.school.pk)

    for_leader = sign_in(client, cast.leader).get(url).content.decode()
    for_other = sign_in(client, cast.other_teacher).get(url).content.decode()

    assert ("13:00" in for_leader, "Fjellheim skole, Room 2" in for_leader) == (True, True)
    assert ("13:00" in for_other, "Room 2" in for_other) == (False, False)


def test_today_stands_between_what_is_over_and_what_comes(client: Client, cast: Cast, clock: Clock) -> None:
    theme_week(cast, starts=date(2026, 10, 19), until=date(2026, 10, 19))
    coming = theme_week(cast, starts=date(2026, 10, 28), until=date(2026, 10, 28))
    clock.set(datetime(2026, 10, 22, 9, tzinfo=UTC))
    sign_in(client, cast.leader)

    page, next_year = (client.get(wheel("unit", cast.school.pk, f"{year}&layer=own&chosen=1")) for year in YEARS)

    line = page.content.decode().partition("ss-year-now")[2]
    assert f'data-row="own-{coming.pk}"' in line.partition("</section>")[0]
    assert "ss-year-now" not in next_year.content.decode()


def test_only_a_long_list_is_laid_out_piece_by_piece(client: Client, cast: Cast) -> None:
    theme_week(cast)
    url = wheel("unit", cast.school.pk, f"{YEAR}&layer=own&chosen=1")
    short = sign_in(client, cast.leader).get(url).content.decode()
    day = date(2026, 10, 1)
    Activity.objects.bulk_create(
        Activity(ring=WheelRing.SCHOOL, unit=cast.school, title="Day", starts=day, until=day) for _one in range(LONG)
    )

    assert ("data-long" in short, "data-long" in client.get(url).content.decode()) == (False, True)


def test_the_middle_of_a_hollow_sign_leads_on_too(client: Client, cast: Cast) -> None:
    url = wheel("unit", cast.school.pk)

    marks = sign_in(client, cast.leader).get(url).context["marks"]

    plan = [one for one in marks if one.mark.sign == "plan"]
    assert plan
    assert all(one.hollow for one in plan)


def test_what_others_promised_and_try_out_stays_with_those_who_may_read_it(client: Client, cast: Cast) -> None:
    measure = at_stage(cast, "trying", title="Quiet start")
    Milestone.objects.create(measure=measure, text="All classes have begun", by=date(2026, 12, 1))
    team = cast.arenas["resource-team"]
    Followup.objects.create(arena=team, text="Ask PPT", who=cast.nurse, by=date(2026, 10, 1), made_at=AT)

    found = shown(sign_in(client, cast.other_teacher), wheel("unit", cast.school.pk))

    assert {one.layer for one in found} == {"plan"}


def test_a_conference_of_the_plan_is_there_once(client: Client, cast: Cast) -> None:
    row = Occasion.objects.filter(unit=cast.school, arena=None).exclude(activity="")[0]
    made = conference(cast, on=row.on)
    made.activity = row.activity
    made.save()

    found = shown(sign_in(client, cast.leader), wheel("unit", cast.school.pk, f"?year={SchoolYear.of(row.on).begins}"))

    there = [one.key for one in found if one.key in (f"plan-{row.pk}", f"conference-{made.pk}")]
    assert there == [f"conference-{made.pk}"]


def test_my_year_has_what_concerns_me_and_my_own_reminders(client: Client, cast: Cast) -> None:
    team = cast.arenas["resource-team"]
    Followup.objects.create(arena=team, text="Ask PPT", who=cast.nurse, by=date(2026, 10, 1), made_at=AT)
    Followup.objects.create(arena=team, text="Not hers", who=cast.leader, by=date(2026, 10, 1), made_at=AT)
    mine = theme_week(cast, ring=WheelRing.PERSON, unit=None, person=cast.nurse, title="Vaccinate")
    theme_week(cast, ring=WheelRing.PERSON, unit=None, person=cast.leader, title="Somebody else's")
    grade_meeting(cast)

    found = shown(sign_in(client, cast.nurse), reverse("wheel:my_year") + YEAR)

    assert {one.title for one in found if one.ring == "person"} == {"Ask PPT", mine.title}
    assert not [one for one in found if one.layer == "meetings"]


@pytest.mark.parametrize(("until", "sits"), [(date(2099, 1, 1), True), (date(2026, 8, 31), False)])
def test_my_year_has_the_arenas_where_i_sit_today(client: Client, cast: Cast, until: date, sits: bool) -> None:
    resource_meeting(cast)
    Membership.objects.filter(person=cast.nurse).update(until=until)

    found = shown(sign_in(client, cast.nurse), reverse("wheel:my_year") + "?year=2026&chosen=1&layer=plan")

    assert bool(found) == sits


def test_layers_are_switched_by_ticks_and_none_means_none(client: Client, cast: Cast) -> None:
    theme_week(cast)
    url = wheel("unit", cast.school.pk)
    sign_in(client, cast.leader)

    only_own = shown(client, f"{url}&chosen=1&layer=own")
    nothing = shown(client, f"{url}&chosen=1")
    unknown = shown(client, f"{url}&chosen=1&layer=weather&part=9&view=cube")

    assert {one.layer for one in only_own} == {"own"}
    assert (nothing, unknown) == ([], [])


def test_a_quarter_shows_its_own_months(client: Client, cast: Cast) -> None:
    found = shown(sign_in(client, cast.leader), wheel("unit", cast.school.pk, "?year=2026&part=2"))

    assert found
    assert all(date(2026, 11, 1) <= one.first <= date(2027, 1, 31) for one in found)


def test_holidays_and_planning_days_lie_behind(cast: Cast) -> None:
    span = {"starts": date(2026, 8, 1), "ends": date(2027, 7, 31), "imported_at": AT}
    calendar = Calendar.objects.create(municipality=cast.municipality, **span)
    autumn = {"kind": SpanKind.HOLIDAY, "first": date(2026, 10, 5), "last": date(2026, 10, 9), "name": "Høstferie"}
    Span.objects.create(calendar=calendar, **autumn)
    Span.objects.create(calendar=calendar, kind=SpanKind.PLANNING, first=date(2026, 8, 17), last=date(2026, 8, 17))

    found = read(Reading(Whose(unit=cast.school), SchoolYear(2026), None, BEGAN, ("days",)))

    assert [(one.kind, one.name) for one in found.shades if one.name or one.kind == "planning"] == [
        ("holiday", "Høstferie"),
        ("planning", ""),
    ]


def test_every_mark_leads_somewhere_and_stands_in_the_list(client: Client, cast: Cast) -> None:
    theme_week(cast)
    sign_in(client, cast.leader)

    answer = client.get(wheel("unit", cast.school.pk))

    page = answer.content.decode()
    keys = {row.key for month in answer.context["months"] for row in month.rows}
    assert {name for one in answer.context["marks"] for name in one.mark.ids} == keys
    assert page.count('tabindex="0" data-mark') == 1
    assert "Theme week about the sea" in page


def test_the_table_says_the_same(client: Client, cast: Cast) -> None:
    theme_week(cast)

    page = sign_in(client, cast.leader).get(wheel("unit", cast.school.pk, f"{YEAR}&view=table")).content.decode()

    assert "<table" in page
    assert page.count("Theme week about the sea") >= 2


@pytest.mark.parametrize("whose", ["unit", "me"])
def test_a_full_year_takes_as_many_queries_as_an_empty_one(client: Client, cast: Cast, whose: str) -> None:
    url = wheel("unit", cast.school.pk) if whose == "unit" else reverse("wheel:my_year") + YEAR
    resource_meeting(cast)
    measure = at_stage(cast, "trying", title="Quiet start")
    sign_in(client, cast.leader)
    fill(cast, measure, days=1)
    client.get(url)
    with counted() as few:
        client.get(url)
    fill(cast, measure, days=3)

    with counted() as many:
        client.get(url)

    assert len(many) == len(few)
    assert len(few) <= MOST_QUERIES


MOST_QUERIES = 34  # with those for the session, the reader and what she wears


def fill(cast: Cast, measure: object, days: int) -> None:
    """A thing of every kind on each of so many days."""
    for number in range(days):
        day = date(2026, 10, 1) + timedelta(days=7 * number)
        resource_meeting(cast, day)
        conference(cast, on=day)
        Milestone.objects.create(measure=measure, text=f"Step {number}", by=day)
        team = cast.arenas["resource-team"]
        Followup.objects.create(arena=team, text=f"Ask {number}", who=cast.leader, by=day, made_at=AT)
        theme_week(cast, title=f"Week {number}", starts=day, until=day + timedelta(days=4))


def test_the_paper_is_an_a3_pdf_of_what_is_shown(client: Client, cast: Cast) -> None:
    theme_week(cast, title='Sea & "sky" <b>')

    answer = sign_in(client, cast.leader).get(reverse("wheel:paper", args=["unit", cast.school.pk]) + YEAR)

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    assert b"1190.55" in answer.content or b"/MediaBox [0 0 1190" in answer.content


def test_my_paper_is_mine(client: Client, cast: Cast) -> None:
    assert sign_in(client, cast.nurse).get(reverse("wheel:my_paper") + YEAR).status_code == 200
