from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.arenas import actions
from samspill.arenas.models import Arena, Membership
from samspill.journal.models import Entry
from samspill.people import actions as people
from samspill.people.models import Person
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import AT, BEGAN, Cast

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def page(client: Client, person: Person | None, name: str, thing: object, query: str = "") -> object:
    if person is not None:
        sign_in(client, person)
    return client.get(reverse(f"arenas:{name}", args=[thing.pk]) + query)


def team(cast: Cast) -> Arena:
    return cast.arenas["resource-team"]


def seat_of(cast: Cast, part: str, arena: str = "resource-team") -> Membership:
    return Membership.objects.get(arena=cast.arenas[arena], person=cast.people[part])


@pytest.mark.parametrize(
    ("name", "part", "status"),
    [
        ("arena", "nurse", 200),
        ("arena", "teacher", 200),
        ("arena", "other_teacher", 403),
        ("arena", "outsider", 404),
        ("history", "nurse", 200),
        ("history", "outsider", 404),
        ("contacts", "teacher", 200),
        ("contacts", "other_teacher", 403),
        ("contacts", "outsider", 404),
        ("change", "leader", 200),
        ("change", "nurse", 403),
        ("change", "outsider", 404),
        ("seat", "leader", 200),
        ("seat", "teacher", 403),
        ("seat", "outsider", 404),
        ("guest", "leader", 200),
        ("guest", "nurse", 403),
        ("guest", "outsider", 404),
        ("representative", "head_of_ppt", 200),
        ("representative", "nurse", 403),
        ("representative", "outsider", 404),
    ],
)
def test_who_may_open_which_page(client: Client, cast: Cast, name: str, part: str, status: int) -> None:
    assert page(client, cast.people[part], name, team(cast)).status_code == status


@pytest.mark.parametrize(
    ("name", "part", "status"),
    [
        ("change_seat", "leader", 200),
        ("change_seat", "head_of_ppt", 403),
        ("change_seat", "outsider", 404),
        ("end_seat", "leader", 200),
        ("end_seat", "head_of_ppt", 200),
        ("end_seat", "head_of_health", 403),
        ("deputy", "leader", 200),
        ("deputy", "head_of_ppt", 200),
        ("deputy", "head_of_health", 403),
        ("deputy", "ppt_adviser", 403),
        ("deputy", "outsider", 404),
    ],
)
def test_who_may_change_the_seat_of_the_ppt_adviser(
    client: Client, cast: Cast, name: str, part: str, status: int
) -> None:
    assert page(client, cast.people[part], name, seat_of(cast, "ppt_adviser")).status_code == status


def test_the_page_says_that_the_ppt_adviser_has_no_deputy(client: Client, cast: Cast) -> None:
    body = page(client, cast.leader, "arena", team(cast)).content.decode()

    assert "No deputy is named for Erik Foss (" in body
    assert reverse("arenas:deputy", args=[seat_of(cast, "ppt_adviser").pk]) in body


def test_a_member_reads_what_lacks_but_gets_no_way_to_mend_it(client: Client, cast: Cast) -> None:
    body = page(client, cast.nurse, "arena", team(cast)).content.decode()

    assert "No deputy is named for Erik Foss (" in body
    assert reverse("arenas:deputy", args=[seat_of(cast, "ppt_adviser").pk]) not in body


def test_a_head_of_service_names_the_deputy_in_two_steps(client: Client, cast: Cast) -> None:
    seat = seat_of(cast, "ppt_adviser")
    page(client, cast.head_of_ppt, "deputy", seat)

    said = client.post(reverse("arenas:deputy", args=[seat.pk]), {"version": 1, "deputy": cast.head_of_ppt.pk})

    seat.refresh_from_db()
    assert (said.status_code, seat.deputy) == (302, cast.head_of_ppt)


def test_names_lead_on_only_where_one_may_read_about_the_person(client: Client, cast: Cast) -> None:
    body = page(client, cast.teacher, "arena", team(cast)).content.decode()

    assert cast.leader.get_absolute_url() in body
    assert cast.nurse.get_absolute_url() not in body


def test_a_deputy_from_another_service_is_refused_in_words(client: Client, cast: Cast) -> None:
    sign_in(client, cast.head_of_ppt)
    seat = seat_of(cast, "ppt_adviser")

    said = client.post(reverse("arenas:deputy", args=[seat.pk]), {"version": 1, "deputy": cast.nurse.pk})

    assert said.status_code == 422
    assert "Choose a colleague from the list." in said.content.decode()


def test_choosing_a_person_puts_the_fitting_profession_first(client: Client, cast: Cast) -> None:
    said = page(client, cast.leader, "seat", team(cast), "?role=school-nurse")

    assert said.context["people"][0] == cast.nurse


def test_searching_keeps_the_place(client: Client, cast: Cast) -> None:
    said = page(client, cast.leader, "seat", team(cast), "?role=teacher&q=samir")

    assert [person.name for person in said.context["people"]] == ["Samir Aziz"]
    assert f"?person={cast.teacher.pk}&amp;role=teacher" in said.content.decode()


@pytest.mark.parametrize("query", ["?q=%00", "?person=9999999999999999999999", "?person=x", "?role=wizard"])
def test_a_query_that_means_nothing_is_no_fault(client: Client, cast: Cast, query: str) -> None:
    assert page(client, cast.leader, "seat", team(cast), query).status_code == 200


def test_somebody_of_another_municipality_cannot_be_seated(client: Client, cast: Cast) -> None:
    assert page(client, cast.leader, "seat", team(cast), f"?person={cast.outsider.pk}").status_code == 404


def test_giving_a_seat(client: Client, cast: Cast) -> None:
    sign_in(client, cast.leader)
    url = reverse("arenas:seat", args=[cast.arenas["grade-team-7"].pk]) + f"?person={cast.teacher.pk}"

    said = client.post(url, {"role": "teacher", "since": "2026-09-01", "weekdays": ["1", "4"]})

    seat = seat_of(cast, "teacher", "grade-team-7")
    assert said.status_code == 302
    assert (seat.role, seat.weekdays, seat.since) == ("teacher", [1, 4], date(2026, 9, 1))


def test_an_unknown_place_is_named_at_its_field_and_the_rest_is_kept(client: Client, cast: Cast) -> None:
    sign_in(client, cast.leader)
    url = reverse("arenas:seat", args=[team(cast).pk]) + f"?person={cast.teacher.pk}"

    said = client.post(url, {"role": "wizard", "since": "2026-09-01"})

    body = said.content.decode()
    assert said.status_code == 422
    assert "This arena has no place called “wizard”." in body
    assert 'value="2026-09-01"' in body


def test_the_same_seat_twice_is_a_sentence(client: Client, cast: Cast) -> None:
    sign_in(client, cast.leader)
    url = reverse("arenas:seat", args=[team(cast).pk]) + f"?person={cast.nurse.pk}"

    said = client.post(url, {"role": "school-nurse", "since": "2026-09-01"})

    assert said.status_code == 422
    assert "This person already has this seat." in said.content.decode()


def test_a_guest_needs_a_last_day_and_not_one_before_the_first(client: Client, cast: Cast) -> None:
    sign_in(client, cast.leader)
    url = reverse("arenas:guest", args=[team(cast).pk]) + f"?person={cast.guidance.pk}"

    without = client.post(url, {"since": "2026-09-01"})
    backwards = client.post(url, {"since": "2026-09-01", "until": "2026-08-01"})

    assert (without.status_code, backwards.status_code) == (422, 422)
    assert "The last day is before the first day." in backwards.content.decode()


def test_ending_a_seat_keeps_it_in_the_history_with_the_reason(client: Client, cast: Cast) -> None:
    sign_in(client, cast.leader)
    seat = seat_of(cast, "nurse")

    client.post(reverse("arenas:end_seat", args=[seat.pk]), {"version": 1, "until": "2026-09-30", "why": "ny stilling"})

    body = page(client, cast.leader, "history", team(cast)).content.decode()
    assert "Randi Moen" in body
    assert "ny stilling" in body


def test_a_seat_that_ends_before_it_began_is_refused_at_the_last_day(client: Client, cast: Cast) -> None:
    sign_in(client, cast.leader)
    seat = seat_of(cast, "nurse")

    said = client.post(reverse("arenas:end_seat", args=[seat.pk]), {"version": 1, "until": "2026-01-01"})

    assert said.status_code == 422
    assert said.context["form"].errors["until"] == ["The last day is before the first day."]


def test_a_stale_form_shows_how_it_stands_now(client: Client, cast: Cast) -> None:
    sign_in(client, cast.leader)
    actions.change_arena(team(cast), version=1, name="Tverrfaglig team", acting=cast.leader, at=AT)

    said = client.post(
        reverse("arenas:change", args=[team(cast).pk]), {"version": 1, "name": "Ressursteamet", "mandate": ""}
    )

    body = said.content.decode()
    assert said.status_code == 409
    assert "Tverrfaglig team" in body
    assert 'value="Ressursteamet"' in body


def test_an_existing_body_keeps_its_name_beside_the_methods(client: Client, cast: Cast) -> None:
    actions.change_arena(team(cast), version=1, name="Tverrfaglig team", acting=cast.leader, at=AT)

    said = page(client, cast.leader, "arena", team(cast))

    assert (said.context["page"].title, said.context["page"].kind) != ("Tverrfaglig team", "Tverrfaglig team")
    assert "Tverrfaglig team" in said.content.decode()
    assert str(said.context["page"].kind) in said.content.decode()


def test_opening_one_more_arena_under_a_local_name(client: Client, cast: Cast) -> None:
    grade_team = cast.arenas["grade-team-7"]
    Arena.objects.filter(pk=grade_team.pk).update(until=BEGAN)
    sign_in(client, cast.leader)

    said = client.post(
        reverse("arenas:open", args=[cast.school.pk]),
        {"kind": "grade-team/7", "name": "Sjuerne", "since": "2026-09-01"},
    )

    opened = Arena.objects.get(name="Sjuerne")
    assert said.status_code == 302
    assert (opened.kind, opened.group, opened.project) == ("grade-team", "7", cast.project)


def test_reading_the_contact_list_is_written_down(client: Client, cast: Cast) -> None:
    page(client, cast.teacher, "contacts", team(cast))

    entry = Entry.objects.filter(reading=True).get()
    assert (entry.verb, entry.person) == ("arena.contacts_read", cast.teacher.pk)


def test_the_contact_list_holds_phone_mail_days_and_deputy(client: Client, cast: Cast) -> None:
    seat = seat_of(cast, "ppt_adviser")
    actions.change_seat(seat, version=1, weekdays=[2], deputy=cast.head_of_ppt, acting=cast.leader, at=AT)

    body = page(client, cast.teacher, "contacts", team(cast)).content.decode()

    assert "tel:+4722000000" in body
    assert f"mailto:{cast.ppt_adviser.email}" in body
    assert "Deputy: Bente Aas" in body


def test_the_leader_says_that_the_list_is_right(client: Client, cast: Cast) -> None:
    sign_in(client, cast.leader)

    client.post(reverse("arenas:review_contacts", args=[team(cast).pk]))

    assert Arena.objects.get(pk=team(cast).pk).contacts_reviewed is not None


def test_a_teacher_cannot_say_that_the_list_is_right(client: Client, cast: Cast) -> None:
    sign_in(client, cast.teacher)

    assert client.post(reverse("arenas:review_contacts", args=[team(cast).pk])).status_code == 403


@pytest.mark.parametrize("name", ["arena", "contacts", "history"])
def test_more_members_cost_no_more_queries(client: Client, cast: Cast, name: str) -> None:
    page(client, cast.leader, name, team(cast))
    with counted() as few:
        page(client, None, name, team(cast))
    for n in range(15):
        person = people.add_person(name=f"Ny Person {n}", acting=None, at=AT)
        people.take_position(person, cast.school, profession="teacher", since=BEGAN, acting=None, at=AT)
        actions.seat(team(cast), person, role="grade-team-leader", since=BEGAN, acting=None, at=AT)

    with counted() as many:
        page(client, None, name, team(cast))

    assert len(many) == len(few)


def test_days_near_the_end_of_a_guests_time_are_told(client: Client, cast: Cast) -> None:
    today = timezone.localdate()
    actions.seat(
        team(cast),
        cast.guidance,
        guest=True,
        since=today - timedelta(days=9),
        until=today + timedelta(days=3),
        acting=cast.leader,
        at=AT,
    )

    assert "The last day of Hanne Ruud as a guest is" in page(client, cast.leader, "arena", team(cast)).content.decode()


def test_a_head_of_service_who_names_a_deputy_comes_back_to_a_page_of_her_own(client: Client, cast: Cast) -> None:
    client.force_login(cast.head_of_ppt)
    seat = cast.arenas["resource-team"].memberships.get(person=cast.ppt_adviser)

    said = client.post(
        reverse("arenas:deputy", args=[seat.pk]), {"version": seat.version, "deputy": cast.head_of_ppt.pk}
    )

    assert said["Location"] == cast.ppt.get_absolute_url()


def test_a_service_shows_where_its_people_are(client: Client, cast: Cast) -> None:
    client.force_login(cast.head_of_ppt)

    said = client.get(cast.ppt.get_absolute_url()).content.decode()

    assert cast.school.name in said
    assert (
        reverse("arenas:deputy", args=[cast.arenas["resource-team"].memberships.get(person=cast.ppt_adviser).pk])
        in said
    )
