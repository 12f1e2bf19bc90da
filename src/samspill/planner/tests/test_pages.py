"""Every page of a plan: who may see it, what it says, what bad input gets."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspill.arenas.models import Membership
from samspill.planner.models import Absence, PersonHours, PersonTimes, YearPlan
from tests.asking import counted, fresh, once, sign_in
from tests.cast import Cast, adopt, assemble
from tests.planned import first_tuesday, lay, year_plan

OF_A_PLAN = ("plan", "setup", "rooms", "people", "away", "repair", "publish", "why")


def world() -> Cast:
    cast = adopt(assemble())
    year_plan(cast)
    return cast


standing = pytest.fixture(scope="module")(once(world))


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def plan(cast: Cast) -> YearPlan:
    return YearPlan.objects.get()


def at(name: str, *args: object) -> str:
    return reverse(f"planner:{name}", args=args)


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_school_owner_opens_every_page_and_others_do_not(client: Client, cast: Cast, plan: YearPlan) -> None:
    pages = [*(at(name, plan.pk) for name in OF_A_PLAN), at("meeting", plan.pk, plan.meetings.all()[0].pk)]
    pages += [f"{plan.get_absolute_url()}?view={view}" for view in ("wheel", "list", "people", "ideal", "nonsense")]
    seen = {part: _codes(client, cast, part, pages) for part in ("owner", "administrator", "nurse", "outsider")}

    assert seen == {"owner": {200}, "administrator": {200}, "nurse": {403}, "outsider": {404}}


def _codes(client: Client, cast: Cast, part: str, pages: list[str]) -> set[int]:
    sign_in(client, cast.people[part])
    return {client.get(url).status_code for url in pages}


def test_a_head_of_service_reads_the_plan_and_changes_nothing(client: Client, cast: Cast, plan: YearPlan) -> None:
    sign_in(client, cast.head_of_ppt)

    page = read(client, plan.get_absolute_url())

    assert "data-planner" not in page
    assert "Publish" not in page
    assert client.get(at("publish", plan.pk)).status_code == 403


def test_nobody_but_the_planner_presses_its_buttons(client: Client, cast: Cast, plan: YearPlan) -> None:
    meeting = plan.meetings.all()[0].pk
    buttons = [at(name, plan.pk) for name in ("make", "stop", "undo", "propose", "publish")]
    buttons += [at("pin", plan.pk, meeting), at("leave_out", plan.pk, meeting), at("meeting", plan.pk, meeting)]
    codes = {}
    for part in ("head_of_ppt", "outsider"):
        sign_in(client, cast.people[part])
        codes[part] = {client.post(url).status_code for url in buttons}

    assert codes == {"head_of_ppt": {403}, "outsider": {404}}


# The list and the beginning


def test_without_a_plan_it_is_said_what_to_do(client: Client, cast: Cast) -> None:
    YearPlan.objects.all().delete()

    owner = read(sign_in(client, cast.owner), at("start"))
    teacher = read(sign_in(client, cast.teacher), at("start"))

    assert "Plan a year for all schools in Sundvik" in owner
    assert "The school owner plans for all schools" in teacher
    assert at("new", "municipality", cast.municipality.pk) not in teacher


def test_the_list_has_the_same_number_of_queries_for_one_and_many(client: Client, cast: Cast, plan: YearPlan) -> None:
    sign_in(client, cast.owner)
    read(client, at("start"))
    with counted() as one:
        read(client, at("start"))
    for year in range(2040, 2044):
        YearPlan.objects.create(municipality=cast.municipality, begins=year, made_at=plan.made_at)

    with counted() as many:
        page = read(client, at("start"))

    assert "2043/44" in page
    assert len(one) == len(many)


def test_a_plan_is_begun_once(client: Client, cast: Cast, plan: YearPlan) -> None:
    sign_in(client, cast.owner)
    url, other = at("new", "municipality", cast.municipality.pk), plan.begins + 1

    made = client.post(url, {"begins": other, "like": plan.pk})
    again = client.post(url, {"begins": other, "like": plan.pk})
    wrong = client.post(url, {"begins": "soon"})

    assert made.status_code == 302
    assert made.headers["Location"] == at("setup", YearPlan.objects.get(begins=other).pk)
    assert (again.status_code, wrong.status_code) == (422, 422)
    assert "There is a plan for this school year already" in again.content.decode()


def test_a_school_leader_begins_a_plan_for_the_own_school_alone(client: Client, cast: Cast) -> None:
    sign_in(client, cast.leader)
    own, others = at("new", "unit", cast.school.pk), at("new", "unit", cast.other_school.pk)

    listed = read(client, at("start"))
    codes = [client.get(url).status_code for url in (own, others, at("new", "planet", 1))]

    assert own in listed
    assert codes == [200, 403, 404]


# What shall be held


def test_what_shall_be_held_is_kept(client: Client, cast: Cast, plan: YearPlan) -> None:
    sign_in(client, cast.owner)
    given = _setup(client, plan) | {"resource-team__times": "8", "resource-team__weekdays": ["2", "4"]}
    given.pop("grade-team__on", None)

    answer = client.post(at("setup", plan.pk), given)

    plan.refresh_from_db()
    assert answer.status_code == 302
    assert plan.setup["resource-team"] == {"on": True, "times": 8, "weekdays": [2, 4]}
    assert plan.setup["grade-team"] == {"on": False}


def _setup(client: Client, plan: YearPlan) -> dict[str, object]:
    form = client.get(at("setup", plan.pk)).context["form"]
    return {"version": plan.version, **{f"{kind.kind}__on": "on" for kind in form.kinds}}


def test_wrong_numbers_are_said_at_their_kind_and_everything_stays(client: Client, cast: Cast, plan: YearPlan) -> None:
    sign_in(client, cast.owner)
    wrong = {"resource-team__times": "8", "resource-team__opens": "14:00", "resource-team__closes": "09:00"}

    answer = client.post(at("setup", plan.pk), _setup(client, plan) | wrong)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The hours end before they begin" in page
    assert 'value="14:00"' in page


def test_a_stale_setup_is_refused_with_what_was_entered(client: Client, cast: Cast, plan: YearPlan) -> None:
    sign_in(client, cast.owner)
    given = _setup(client, plan) | {"resource-team__times": "7"}
    YearPlan.objects.filter(pk=plan.pk).update(version=plan.version + 1)

    answer = client.post(at("setup", plan.pk), given)

    assert answer.status_code == 409
    assert 'value="7"' in answer.content.decode()


# Who can when


def test_days_at_the_schools_are_kept_for_all_at_once(client: Client, cast: Cast, plan: YearPlan) -> None:
    sign_in(client, cast.owner)
    field = f"days-{cast.nurse.pk}-{cast.school.pk}"

    answer = client.post(at("people", plan.pk), {field: ["2", "4"], f"was-{field}": ""})

    seats = Membership.objects.filter(person=cast.nurse, arena__unit=cast.school)
    assert answer.status_code == 302
    assert {tuple(seat.weekdays) for seat in seats} == {(2, 4)}


def test_days_that_somebody_changed_meanwhile_are_not_overwritten(client: Client, cast: Cast, plan: YearPlan) -> None:
    sign_in(client, cast.owner)
    seats = Membership.objects.filter(person=cast.nurse, arena__unit=cast.school)
    seats.update(weekdays=[1])
    field = f"days-{cast.nurse.pk}-{cast.school.pk}"

    answer = client.post(at("people", plan.pk), {field: ["2", "4"], f"was-{field}": ""})
    again = client.post(at("people", plan.pk), {field: ["2", "4"], f"was-{field}": "1"})

    assert answer.status_code == 409
    assert f'name="was-{field}" value="1"' in answer.content.decode()
    assert again.status_code == 302
    assert {tuple(seat.weekdays) for seat in seats.all()} == {(2, 4)}


def test_a_day_that_is_none_is_refused(client: Client, cast: Cast, plan: YearPlan) -> None:
    field = f"days-{cast.nurse.pk}-{cast.school.pk}"

    answer = sign_in(client, cast.owner).post(at("people", plan.pk), {field: ["9"], f"was-{field}": ""})

    assert answer.status_code == 422


def test_everybody_says_when_they_can_come_themselves(client: Client, cast: Cast) -> None:
    url = at("person", cast.nurse.pk)
    codes = {part: _codes(client, cast, part, [url]) for part in ("nurse", "owner", "teacher", "outsider")}
    hours = {"version": "1", "from_2": "09:00", "until_2": "14:00", "per_week": "3", "travel": "20"}

    answer = sign_in(client, cast.nurse).post(url, hours)

    assert codes == {"nurse": {200}, "owner": {200}, "teacher": {403}, "outsider": {404}}
    assert answer.status_code == 302
    assert PersonHours.objects.get(person=cast.nurse).ends == time(14)
    assert PersonTimes.objects.get(person=cast.nurse).per_week == 3


def test_hours_that_somebody_changed_meanwhile_are_not_overwritten(client: Client, cast: Cast) -> None:
    sign_in(client, cast.nurse)
    url, shown = at("person", cast.nurse.pk), {"version": 1, "travel": 30}
    client.post(url, {**shown, "from_1": "08:00", "until_1": "11:00"})

    answer = client.post(url, {**shown, "from_2": "08:00", "until_2": "11:00"})

    assert answer.status_code == 409
    assert PersonHours.objects.get(person=cast.nurse).weekday == 1


def test_hours_that_end_before_they_begin_are_refused(client: Client, cast: Cast) -> None:
    hours = {"version": "1", "from_2": "14:00", "until_2": "09:00", "from_3": "08:00", "travel": "20"}

    answer = sign_in(client, cast.nurse).post(at("person", cast.nurse.pk), hours)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The hours end before they begin" in page
    assert "Write both hours" in page
    assert 'value="14:00"' in page


def test_days_away_are_added_and_taken_back_without_a_reason(client: Client, cast: Cast) -> None:
    sign_in(client, cast.nurse)
    days = {"first": "2028-02-01", "last": "2028-02-11"}

    backwards = client.post(at("person_away", cast.nurse.pk), {"first": "2028-02-11", "last": "2028-02-01"})
    client.post(at("person_away", cast.nurse.pk), days)
    added = Absence.objects.get()
    codes = {part: _posts(client, cast, part, at("end_absence", added.pk)) for part in ("outsider", "teacher", "nurse")}

    assert backwards.status_code == 422
    assert "The last day is before the first day" in backwards.content.decode()
    assert (added.person, added.last) == (cast.nurse, date(2028, 2, 11))
    assert codes == {"outsider": 404, "teacher": 403, "nurse": 302}
    assert not Absence.objects.exists()


def _posts(client: Client, cast: Cast, part: str, url: str) -> int:
    return int(sign_in(client, cast.people[part]).post(url).status_code)


def test_the_planner_writes_down_who_is_away_and_is_led_to_the_repair(
    client: Client, cast: Cast, plan: YearPlan
) -> None:
    sign_in(client, cast.owner)
    first = first_tuesday()
    away = {"person": cast.nurse.pk, "first": first.isoformat(), "last": (first + timedelta(days=6)).isoformat()}

    wrong = client.post(at("away", plan.pk), away | {"person": cast.outsider.pk})
    answer = client.post(at("away", plan.pk), away)
    page = read(client, answer.headers["Location"])

    assert wrong.status_code == 422
    assert answer.headers["Location"] == at("repair", plan.pk)
    assert cast.nurse.name in page
    assert "Find out how to mend it" in page


# The plan and one meeting


@pytest.mark.parametrize("name", ["plan", "publish", "repair"])
def test_the_number_of_queries_is_the_same_for_two_meetings_and_twelve(
    name: str, client: Client, cast: Cast, plan: YearPlan
) -> None:
    sign_in(client, cast.owner)
    read(client, at(name, plan.pk))
    with counted() as few:
        read(client, at(name, plan.pk))
    for number in range(3, 13):
        lay(cast, plan, number, first_tuesday() + timedelta(days=7 * number))

    with counted() as many:
        read(client, at(name, plan.pk))

    assert len(few) == len(many)


def test_what_a_day_would_break_is_said_and_nothing_changed(client: Client, cast: Cast, plan: YearPlan) -> None:
    sign_in(client, cast.owner)
    Membership.objects.filter(person=cast.nurse).update(weekdays=[2])
    meeting = plan.meetings.all()[0]
    assert meeting.on
    asked = {"key": meeting.key, "begins": "13:00", "dropped": "1"}

    bad = client.get(at("judge", plan.pk), asked | {"on": meeting.on + timedelta(days=1)}).content.decode()
    good = client.get(at("judge", plan.pk), asked | {"on": meeting.on + timedelta(days=7)}).content.decode()
    none = client.get(at("judge", plan.pk), {"key": meeting.key, "on": "some day"})

    assert cast.nurse.name in bad
    assert "Move it anyway" in bad
    assert "every rule holds" in good
    assert none.status_code == 422
    assert plan.meetings.get(pk=meeting.pk).on == meeting.on


def test_a_meeting_is_moved_by_its_form(client: Client, cast: Cast, plan: YearPlan) -> None:
    sign_in(client, cast.owner)
    meeting = plan.meetings.all()[0]
    assert meeting.on
    later = meeting.on + timedelta(days=7)
    url, given = at("meeting", plan.pk, meeting.pk), {"version": meeting.version, "on": later, "begins": "12:30"}

    wrong = client.post(url, given | {"begins": "noon"})
    moved = client.post(url, given)
    stale = client.post(url, given | {"begins": "12:00"})

    assert (wrong.status_code, moved.status_code, stale.status_code) == (422, 302, 409)
    assert 'value="noon"' in wrong.content.decode()
    assert 'value="12:00"' in stale.content.decode()
    meeting.refresh_from_db()
    assert (meeting.on, meeting.begins) == (later, time(12, 30))


def test_what_moves_along_is_moved_with_it(client: Client, cast: Cast, plan: YearPlan) -> None:
    sign_in(client, cast.owner)
    first, second = plan.meetings.all()
    assert first.on
    assert second.on
    days = first.on + timedelta(days=7), second.on + timedelta(days=7)
    given = {"version": first.version, "on": days[0], "begins": "12:30"}

    wrong = client.post(at("meeting", plan.pk, first.pk), given | {"also": "nonsense"})
    client.post(at("meeting", plan.pk, first.pk), given | {"also": f"{second.key} {days[1]} 10:00"})

    assert wrong.status_code == 422
    assert tuple(plan.meetings.values_list("on", flat=True)) == days


def test_a_meeting_is_held_fast_and_left_out(client: Client, cast: Cast, plan: YearPlan) -> None:
    sign_in(client, cast.owner)
    first, second = plan.meetings.all()

    client.post(at("pin", plan.pk, first.pk), {"on": "1", "version": first.version})
    client.post(at("leave_out", plan.pk, second.pk), {"version": second.version})
    stale = client.post(at("leave_out", plan.pk, first.pk), {"version": first.version})

    first.refresh_from_db()
    second.refresh_from_db()
    back = client.post(at("leave_out", plan.pk, second.pk), {"version": second.version, "back": "1"})
    assert (first.pinned, first.dropped, second.dropped) == (True, False, True)
    assert (stale.status_code, back.status_code) == (409, 302)
    assert not plan.meetings.get(pk=second.pk).dropped
    assert "Somebody else changed the plan meanwhile" in stale.content.decode()


# Publishing


def test_only_the_difference_that_was_looked_at_is_published(client: Client, cast: Cast, plan: YearPlan) -> None:
    sign_in(client, cast.owner)
    url = at("publish", plan.pk)

    other = client.post(url, {"seen": "something else"})
    seen = client.get(url).context["seen"]
    done = client.post(url, {"seen": seen}, follow=True)
    again = read(client, url)

    assert other.status_code == 409
    assert "nothing was done" in other.content.decode()
    assert "2 meetings called" in done.content.decode()
    assert "Nothing has changed since it was last published" in again
    assert all(row.meeting_id for row in plan.meetings.all())
