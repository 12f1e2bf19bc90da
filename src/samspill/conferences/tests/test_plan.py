"""A conference is begun from a script or from last year's, changed, moved and called off; and what there is to do."""

from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from samspill.conferences.actions import checklist, planning
from samspill.conferences.models import Conference, SessionForm, WishKind
from samspill.guidance.actions import invite
from samspill.people.actions import end_position
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.clock import Clock, clock
from tests.conferring import DAY, NOW, conference, with_people

__all__ = ["clock"]

standing = pytest.fixture(scope="module")(adopted_once)
NEXT_YEAR = date(2027, 9, 22)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture(autouse=True)
def today(clock: Clock) -> None:
    clock.set(NOW)


def planned(cast: Cast, **fields: object) -> Conference:
    given = {"title": "Calm mornings", "on": DAY, "begins": time(8, 30), "responsible": cast.leader}
    return planning.plan_conference(
        cast.project,
        cast.school,
        facilitator=cast.coordinator,
        acting=cast.leader,
        at=NOW,
        **{**given, **fields},  # type: ignore[arg-type]
    )


def asked(**more: object) -> dict[str, object]:
    return {"title": "Calm mornings", "on": "2026-09-23", "begins": "08:30", "minutes": 180, **more}


def url(name: str, thing: object) -> str:
    return reverse(f"conferences:{name}", args=[thing.pk])  # type: ignore[attr-defined]


def test_a_script_gives_a_programme_that_fills_the_day(cast: Cast) -> None:
    made = planned(cast, script="three-rounds")

    forms = [one.form for one in made.sessions.all() if one.form]
    assert forms == [SessionForm.BASE, SessionForm.CROSS, SessionForm.BASE]
    assert sum(one.minutes for one in made.sessions.all()) == made.meeting.minutes


def test_where_schools_meet_those_of_a_school_are_alike(cast: Cast) -> None:
    made = planning.plan_conference(
        cast.project, cast.office, title="T", on=DAY, script="four-rooms", acting=cast.owner, at=NOW
    )

    assert made.sessions.get(form=SessionForm.HOMOGENEOUS).by == "school"


def test_the_checklist_is_follow_ups_counted_from_the_day(cast: Cast) -> None:
    made = planned(cast, script="two-rounds")

    rows = {one.by: one.who for one in checklist.followups_of(made)}
    assert rows[DAY + timedelta(days=21)] == cast.leader
    assert rows[DAY - timedelta(days=1)] == cast.coordinator
    assert min(day for day in rows if day) == NOW.date()  # what would be late already is due now


@pytest.mark.parametrize(
    ("days", "found"),
    [(-1, date(2026, 9, 22)), (-3, date(2026, 9, 18)), (-4, date(2026, 9, 18)), (3, date(2026, 9, 28)), (0, DAY)],
)
def test_nothing_is_due_on_a_weekend(days: int, found: date) -> None:
    assert checklist.at_work(DAY, days) == found


def test_what_is_to_be_done_moves_with_the_day(cast: Cast) -> None:
    made = planned(cast, script="two-rounds")

    planning.move(
        made, on=DAY + timedelta(days=7), begins=None, minutes=180, place="", version=1, acting=cast.leader, at=NOW
    )

    assert checklist.followups_of(made).filter(by=DAY + timedelta(days=28)).exists()
    assert made.report_due == DAY + timedelta(days=42)


def test_last_years_conference_comes_along_but_not_those_who_left(cast: Cast) -> None:
    like = with_people(cast, 3)
    gone = like.participants.order_by("pk").last()
    assert gone
    end_position(gone.person.positions.get(), until=DAY, version=None, acting=None, at=NOW)
    kept = list(like.participants.exclude(pk=gone.pk))
    like.wishes.create(kind=WishKind.APART).people.set(kept[:2])
    along = [planning.PROGRAMME, planning.PARTICIPANTS, planning.WISHES]

    made = planned(cast, on=NEXT_YEAR, like=like, along=along)

    assert made.sessions.count() == like.sessions.count()
    assert {one.person for one in made.participants.all()} == {one.person for one in kept}
    assert made.wishes.get().people.count() == 2


def test_whoever_takes_over_takes_over_what_is_open(cast: Cast) -> None:
    made = planned(cast, script="two-rounds")

    planning.change_conference(made, version=1, facilitator=cast.teacher, acting=cast.leader, at=NOW)

    assert not checklist.followups_of(made).filter(who=cast.coordinator).exists()


def test_calling_off_says_why_and_leaves_nothing_to_do(cast: Cast) -> None:
    made = planned(cast, script="two-rounds")

    planning.call_off(made, reason="The hall is flooded.", version=1, acting=cast.leader, at=NOW)

    assert made.state == "called-off"
    assert all("flooded" in one.dropped for one in checklist.followups_of(made))
    assert not mail.outbox  # nobody had been invited


def test_a_leader_plans_one_from_a_script(cast: Cast, client: Client) -> None:
    sign_in(client, cast.leader)
    starts = client.get(url("new", cast.school)).content.decode()

    answer = client.post(f"{url('new', cast.school)}?from=script:three-rounds", asked())

    assert "Three rounds" in starts
    made = Conference.objects.get()
    assert answer.headers["Location"] == made.get_absolute_url()
    page = client.get(made.get_absolute_url()).content.decode()
    assert "How it is with us" in page
    assert "Send the invitation" in page


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"on": "2026-09-01"}, "This day has passed"),
        ({"minutes": 0}, "greater than or equal to 5"),
        ({"title": ""}, "This field is required"),
        ({"on": "soon"}, "Write it as 2026-08-17"),
        ({"on": "2026-10-03"}, "Read above what there is to think of"),
    ],
)
def test_bad_input_is_said_and_kept(cast: Cast, client: Client, more: dict[str, object], said: str) -> None:
    sign_in(client, cast.leader)

    answer = client.post(f"{url('new', cast.school)}?from=own", asked(place="The old barn", **more))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "The old barn" in answer.content.decode()


def test_the_day_is_spoken_of_while_somebody_chooses_it(cast: Cast, client: Client) -> None:
    made = planned(cast)
    sign_in(client, cast.leader)
    asked_ = {"on": "2026-10-03", "begins": "08:30", "minutes": 180}

    for more in ({}, {"meeting": made.meeting_id}):
        page = client.get(url("day", cast.school), {**asked_, **more}).content.decode()
        assert "no school day" in page


def test_last_years_is_offered_with_ticks_for_what_comes_along(cast: Cast, client: Client) -> None:
    like = with_people(cast, 2)
    address = f"{url('new', cast.school)}?from=like:{like.pk}"
    sign_in(client, cast.leader)
    page = client.get(address).content.decode()

    client.post(address, asked(on="2027-09-22", along=[planning.PROGRAMME]))

    made = Conference.objects.exclude(pk=like.pk).get()
    assert "the participants who still work here" in page
    assert (made.sessions.count(), made.participants.count(), made.copied_from) == (4, 0, like)


def test_the_conference_of_another_unit_is_no_pattern(cast: Cast, client: Client) -> None:
    like = conference(cast)
    like.unit = cast.other_school
    like.save()

    page = sign_in(client, cast.leader).get(f"{url('new', cast.school)}?from=like:{like.pk}").content.decode()

    assert "What do you want to begin from?" in page


def test_who_of_the_guidance_team_sees_the_plan_is_said(cast: Cast, client: Client) -> None:
    made = planned(cast)
    before = sign_in(client, cast.leader).get(made.get_absolute_url()).content.decode()
    invite(cast.school, cast.project, person=cast.guidance, topic="It", until=DAY, acting=cast.leader, at=NOW)

    after = client.get(made.get_absolute_url()).content.decode()

    assert "Nobody from the guidance team is invited to follow you." in before
    assert "Call a meeting for it" in before
    assert cast.guidance.name in after


def test_a_script_nobody_knows_asks_again_what_to_begin_from(cast: Cast, client: Client) -> None:
    answer = sign_in(client, cast.leader).get(f"{url('new', cast.school)}?from=script:nonsense")

    assert "What do you want to begin from?" in answer.content.decode()


@pytest.mark.parametrize(("part", "status"), [("leader", 200), ("teacher", 403), ("outsider", 404)])
def test_who_may_plan(cast: Cast, client: Client, part: str, status: int) -> None:
    person = getattr(cast, part)

    assert sign_in(client, person).get(url("new", cast.school)).status_code == status


@pytest.mark.parametrize(("part", "status"), [("teacher", 200), ("outsider", 404)])
def test_who_sees_the_list(cast: Cast, client: Client, part: str, status: int) -> None:
    assert sign_in(client, getattr(cast, part)).get(url("of_unit", cast.school)).status_code == status


def test_a_service_holds_no_conferences(cast: Cast, client: Client) -> None:
    assert sign_in(client, cast.owner).get(url("of_unit", cast.ppt)).status_code == 404


def test_the_list_takes_as_many_queries_for_many_as_for_one(cast: Cast, client: Client) -> None:
    conference(cast)
    sign_in(client, cast.leader).get(url("of_unit", cast.school))
    with counted() as one:
        client.get(url("of_unit", cast.school))
    for number in range(4):
        conference(cast, title=f"Conference {number}")

    with counted() as many:
        page = client.get(url("of_unit", cast.school)).content.decode()

    assert "Conference 3" in page
    assert len(many) == len(one)


def test_the_next_one_stands_first_and_those_held_apart(cast: Cast, client: Client) -> None:
    for title, on in (("Later", NEXT_YEAR), ("Soon", DAY), ("Held", DAY)):
        made = conference(cast, title=title, on=on)
    made.meeting.ended_at = NOW
    made.meeting.save()

    page = sign_in(client, cast.teacher).get(url("of_unit", cast.school)).content.decode()

    assert page.index("Soon") < page.index("Later") < page.index("Held before") < page.rindex("Held")


def test_an_answer_before_the_analysis_is_refused(cast: Cast, client: Client) -> None:
    made = planned(cast)
    given = {"version": made.version, "title": "T", "analysis_due": "2026-10-20", "report_due": "2026-10-10"}

    answer = sign_in(client, cast.leader).post(url("change", made), given)

    assert answer.status_code == 422
    assert "The answer builds on the analysis" in answer.content.decode()


def test_a_stale_change_keeps_what_was_written(cast: Cast, client: Client) -> None:
    made = planned(cast)
    planning.change_conference(made, version=1, purpose="Another", acting=cast.leader, at=NOW)

    answer = sign_in(client, cast.leader).post(url("change", made), {"version": 1, "title": "Written meanwhile"})

    assert answer.status_code == 409
    assert "Written meanwhile" in answer.content.decode()


@pytest.mark.parametrize("name", ["change", "move", "call_off", "prepared", "add_task"])
def test_every_way_to_change_it_is_open_to_those_who_plan(cast: Cast, client: Client, name: str) -> None:
    made = planned(cast)

    assert sign_in(client, cast.leader).get(url(name, made)).status_code == 200
    assert sign_in(client, cast.teacher).get(url(name, made)).status_code == 403
    assert sign_in(client, cast.outsider).get(url(name, made)).status_code == 404


def test_moving_it_is_one_form(cast: Cast, client: Client) -> None:
    made = planned(cast, begins=time(8, 30))
    given = {"version": 1, "on": "2026-09-24", "begins": "09:00", "minutes": 200, "place": "The town hall"}

    answer = sign_in(client, cast.leader).post(url("move", made), given)

    assert answer.status_code == 302
    made.meeting.refresh_from_db()
    assert (made.meeting.place, made.meeting.minutes) == ("The town hall", 200)


def test_a_task_of_ones_own_comes_onto_the_list(cast: Cast, client: Client) -> None:
    made = planned(cast)
    given = {"text": "Order soup", "who": cast.coordinator.pk, "by": "2026-09-20"}

    sign_in(client, cast.leader).post(url("add_task", made), given)

    assert "Order soup" in client.get(made.get_absolute_url()).content.decode()
