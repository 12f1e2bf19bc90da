"""Own activities in the wheel: added, changed, taken out, and by whom."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from samspill.journal.models import Entry
from samspill.people.models import Person
from samspill.wheel.activity_actions import add_activity, new_activity
from samspill.wheel.models import Activity, WheelRing
from tests.asking import sign_in
from tests.cast import AT, Cast

FORM = {"title": "Theme week about the sea", "starts": "2026-10-19", "until": "2026-10-23"}


def add_url(kind: str, pk: int) -> str:
    return reverse("wheel:add_activity", args=[kind, pk])


@pytest.fixture
def week(cast: Cast) -> Activity:
    new = new_activity(ring=WheelRing.SCHOOL, unit=cast.school)
    span = {"starts": date(2026, 10, 19), "until": date(2026, 10, 23)}
    return add_activity(new, title="Theme week", **span, acting=cast.leader, at=AT)


@pytest.fixture
def reminder(cast: Cast) -> Activity:
    new = new_activity(ring=WheelRing.PERSON, unit=None, person=cast.nurse)
    return add_activity(new, title="Vaccinate", starts=date(2026, 10, 19), until=None, acting=cast.nurse, at=AT)


def test_a_leader_adds_an_activity_of_the_school(client: Client, cast: Cast) -> None:
    answer = sign_in(client, cast.leader).post(add_url("unit", cast.school.pk), FORM)

    made = Activity.objects.get()
    assert answer.status_code == 302
    assert (made.ring, made.unit, made.added_by, made.open) == ("school", cast.school, cast.leader, False)
    assert Entry.objects.get(verb="activity.added").thing_name.startswith("Theme week about the sea")


def test_a_member_adds_to_the_arena_and_the_owner_to_the_municipality(client: Client, cast: Cast) -> None:
    sign_in(client, cast.nurse).post(add_url("arena", cast.arenas["grade-team-5"].pk), FORM)
    sign_in(client, cast.grade_leader_5).post(add_url("arena", cast.arenas["grade-team-5"].pk), FORM)
    sign_in(client, cast.owner).post(add_url("municipality", cast.municipality.pk), FORM)

    made = [(one.ring, one.unit, one.added_by) for one in Activity.objects.order_by("pk")]
    assert made == [("team", cast.school, cast.grade_leader_5), ("municipality", cast.office, cast.owner)]


@pytest.mark.parametrize(("part", "status"), [("leader", 200), ("owner", 200), ("teacher", 403), ("outsider", 404)])
def test_who_may_add_to_the_school(client: Client, cast: Cast, part: str, status: int) -> None:
    assert sign_in(client, cast.people[part]).get(add_url("unit", cast.school.pk)).status_code == status


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"until": "2026-10-01"}, "until"),
        ({"starts": "soon"}, "starts"),
        ({"title": ""}, "title"),
    ],
)
def test_bad_input_comes_back_with_what_was_typed(
    client: Client, cast: Cast, given: dict[str, str], field: str
) -> None:
    answer = sign_in(client, cast.leader).post(add_url("unit", cast.school.pk), {**FORM, **given})

    assert answer.status_code == 422
    assert FORM["title"] in answer.content.decode() or field == "title"
    assert not Activity.objects.exists()


def test_what_everybody_can_read_names_nobody(client: Client, cast: Cast) -> None:
    given = {**FORM, "title": "Kari Nordmann says goodbye", "open": "on"}

    refused = sign_in(client, cast.leader).post(add_url("unit", cast.school.pk), given)
    kept_inside = client.post(add_url("unit", cast.school.pk), {**given, "open": ""})

    assert (refused.status_code, kept_inside.status_code) == (422, 302)
    assert "names nobody" in refused.content.decode()


def test_a_change_is_kept_and_a_stale_one_refused(client: Client, cast: Cast, week: Activity) -> None:
    url = reverse("wheel:change_activity", args=[week.pk])
    sign_in(client, cast.leader)
    client.post(url, {**FORM, "title": "Sea week", "version": "1"})

    stale = client.post(url, {**FORM, "title": "Sky week", "version": "1"})

    week.refresh_from_db()
    assert (week.title, week.version, stale.status_code) == ("Sea week", 2, 409)
    assert "Sky week" in stale.content.decode()


def test_it_can_be_taken_out(client: Client, cast: Cast, week: Activity) -> None:
    answer = sign_in(client, cast.leader).post(reverse("wheel:remove_activity", args=[week.pk]))

    assert answer.url == reverse("wheel:year", args=["unit", cast.school.pk])
    assert not Activity.objects.exists()
    assert Entry.objects.filter(verb="activity.removed").count() == 1


@pytest.mark.parametrize(("part", "read", "changed"), [("teacher", 200, 403), ("outsider", 404, 404)])
def test_who_reads_and_who_changes(
    client: Client, cast: Cast, week: Activity, part: str, read: int, changed: int
) -> None:
    sign_in(client, cast.people[part])

    assert client.get(week.get_absolute_url()).status_code == read
    assert client.get(reverse("wheel:change_activity", args=[week.pk])).status_code == changed
    assert client.post(reverse("wheel:remove_activity", args=[week.pk])).status_code == changed


def test_a_reminder_is_nobody_elses_and_its_words_are_not_in_the_journal(
    client: Client, cast: Cast, reminder: Activity
) -> None:
    others: list[Person] = [cast.leader, cast.owner, cast.outsider]
    seen = [sign_in(client, one).get(reminder.get_absolute_url()).status_code for one in others]
    sign_in(client, cast.nurse).post(
        reverse("wheel:change_activity", args=[reminder.pk]), {**FORM, "title": "Vaccinate again", "version": "1"}
    )

    written = [f"{one.thing_name} {one.changes}" for one in Entry.objects.filter(verb__startswith="activity.")]
    assert seen == [404, 404, 404]
    assert not [line for line in written if "Vaccinate" in line]
    assert len(written) == 2
