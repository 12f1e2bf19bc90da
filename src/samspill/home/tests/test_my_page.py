from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samspill.arenas.actions import seat
from samspill.clarifications.models import Clarification
from samspill.insight.actions import ask_support, release_board, take_back_board
from samspill.measures.actions.analysing import to_forum
from samspill.meetings.actions.inbox import submit
from samspill.meetings.actions.sending import send_agenda
from samspill.meetings.models import Here, Meeting, Presence
from samspill.people.models import Person
from samspill.projects.models import Participation
from samspill.wheel.actions import lay_plan
from tests.asking import adopted_once, fresh, sign_in
from tests.cast import AT, BEGAN, Cast
from tests.measures import at_stage, proposal
from tests.meeting import NOW, resource_meeting

pytestmark = pytest.mark.django_db


standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def page(client: Client, cast: Cast, part: str) -> str:
    client.force_login(cast.people[part], backend="django.contrib.auth.backends.ModelBackend")
    response = client.get("/", headers={"Accept-Language": "en"})
    assert response.status_code == 200
    return response.content.decode()


def test_whoever_is_not_signed_in_is_sent_to_the_door(client: Client) -> None:
    response = client.get("/")

    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


def test_the_nurse_sees_her_teams_and_the_way_to_the_contact_list(client: Client, cast: Cast) -> None:
    text = page(client, cast, "nurse")

    assert "Ressursteam" in text
    assert f"/arena/{cast.arenas['resource-team'].pk}/contacts/" in text


def test_a_teacher_finds_the_contact_list_without_sitting_in_the_team(client: Client, cast: Cast) -> None:
    text = page(client, cast, "teacher")

    assert f"/arena/{cast.arenas['resource-team'].pk}/contacts/" in text


def test_the_leader_is_told_which_deputies_are_missing(client: Client, cast: Cast) -> None:
    text = page(client, cast, "leader")

    assert "Randi Moen" in text


def test_a_teacher_is_not_asked_for_what_others_must_do(client: Client, cast: Cast) -> None:
    text = page(client, cast, "teacher")

    assert "Randi Moen" not in text


def test_the_owner_sees_a_call_for_support_only_while_the_board_is_shown(client: Client, cast: Cast) -> None:
    own = Participation.objects.get(project=cast.project, unit=cast.school)
    ask_support(own, requirement="L05", text="Ingen vara fra PPT.", acting=cast.leader, at=AT)

    hidden = page(client, cast, "owner")
    release_board(own, acting=cast.leader, at=AT)
    shown = page(client, cast, "owner")
    take_back_board(own, acting=cast.leader, at=AT)
    hidden_again = page(client, cast, "owner")

    assert ["Ingen vara fra PPT." in text for text in (hidden, shown, hidden_again)] == [False, True, False]


def test_the_neighbour_sees_nothing_of_us(client: Client, cast: Cast) -> None:
    text = page(client, cast, "outsider")

    assert "Fjellheim" not in text
    assert "Sundvik" not in text


def test_more_arenas_and_activities_cost_no_more_queries(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page(client, cast, "leader")
    with django_assert_max_num_queries(45) as few:
        page(client, cast, "leader")
    lay_plan(cast.project, cast.school, acting=cast.leader, at=AT)
    for arena in ("grade-team-5", "grade-team-6", "grade-team-7"):
        seat(cast.arenas[arena], cast.leader, role="teacher", since=BEGAN, acting=cast.leader, at=AT)

    with django_assert_max_num_queries(len(few.captured_queries)):
        page(client, cast, "leader")


def test_a_head_of_service_is_told_where_a_deputy_is_missing(client: Client, cast: Cast) -> None:
    seats = cast.arenas["resource-team"].memberships.filter(person=cast.ppt_adviser)

    text = page(client, cast, "head_of_ppt")

    assert f"/arena/seat/{seats.get().pk}/deputy/" in text
    assert "Ingen vararepresentant er pekt ut." in text


def test_a_head_of_service_is_told_where_nobody_is_named(client: Client, cast: Cast) -> None:
    team = cast.arenas["resource-team"]
    team.memberships.filter(person=cast.ppt_adviser).delete()

    text = page(client, cast, "head_of_ppt")

    assert f"/arena/{team.pk}/representative/?role=ppt-adviser" in text


def test_the_next_meeting_is_told_however_far_ahead(client: Client, cast: Cast) -> None:
    lay_plan(cast.project, cast.school, acting=cast.leader, at=AT)

    text = page(client, cast, "grade_leader_5")

    assert "Neste:" in text
    assert "Ingen dato ennå" not in text


def test_an_empty_municipality_leads_its_owner_to_the_first_steps(client: Client, cast: Cast) -> None:
    text = page(client, cast, "outsider")

    assert f"/municipality/{cast.neighbour.pk}/set-up/details/" in text


def test_an_owner_without_a_project_is_shown_where_one_is_started(client: Client, cast: Cast) -> None:
    cast.other_school.__class__.objects.create(municipality=cast.neighbour, kind="school", name="Nesøy skole")

    text = page(client, cast, "outsider")

    assert f"/plan/begin/{cast.neighbour.pk}/" in text


def test_a_leader_reads_how_much_waits_in_the_inbox(client: Client, cast: Cast) -> None:
    submit(cast.arenas["resource-team"], title="Uro i garderoben", acting=cast.nurse, at=AT)

    page = sign_in(client, cast.leader).get("/").content.decode()

    assert "1 matter waits in the inbox of Resource team." in page
    assert reverse("meetings:inbox", args=[cast.arenas["resource-team"].pk]) in page


def test_a_sender_finds_her_own_matters(client: Client, cast: Cast) -> None:
    submit(cast.arenas["resource-team"], title="Uro i garderoben", acting=cast.nurse, at=AT)

    page = sign_in(client, cast.nurse).get("/").content.decode()

    assert "Uro i garderoben" in page
    assert "waits for an answer" in page


def test_an_invited_is_asked_once_the_agenda_is_sent(client: Client, cast: Cast) -> None:
    meeting = resource_meeting(cast, on=timezone.localdate() + timedelta(days=5))
    reply = reverse("meetings:reply", args=[meeting.pk])

    before = sign_in(client, cast.nurse).get("/").content.decode()
    send_agenda(Meeting.objects.get(pk=meeting.pk), version=None, acting=cast.leader, at=NOW)
    after = client.get("/").content.decode()

    assert meeting.get_absolute_url() in before
    assert [reply in page for page in (before, after)] == [False, True]


def test_the_leader_is_told_what_nobody_has_looked_at_and_what_waits_for_a_decision(client: Client, cast: Cast) -> None:
    proposal(cast, "Bikes at the door")
    at_stage(cast, "planned", title="Calm mornings")

    proposals = reverse("measures:proposals", args=[cast.school.pk])
    leads, teaches = page(client, cast, "leader"), page(client, cast, "teacher")

    assert f'href="{proposals}"' in leads
    assert "Calm mornings" in leads
    assert f'href="{proposals}"' not in teaches


def english(client: Client, person: Person) -> str:
    return sign_in(client, person).get("/").content.decode()


def test_whoever_works_at_a_school_proposes_from_here(client: Client, cast: Cast) -> None:
    way = f'href="{reverse("measures:propose")}"'

    assert way in english(client, cast.teacher)
    assert way not in english(client, cast.owner)


def test_a_proposal_the_forum_has_answered_comes_back_to_the_leader(client: Client, cast: Cast) -> None:
    measure = proposal(cast, "Bikes at the door")
    to_forum(measure, reason="Who pays?", version=None, acting=cast.leader, at=AT)
    before = english(client, cast.leader)

    Clarification.objects.update(answered_on=AT.date())

    assert "Clarified, to be taken up again: Bikes" not in before
    assert "Clarified, to be taken up again: Bikes at the door" in english(client, cast.leader)
    assert "to be taken up again" not in english(client, cast.teacher)


def test_minutes_to_approve_are_one_line_for_each_arena(client: Client, cast: Cast) -> None:
    for weeks in (1, 2):
        meeting = resource_meeting(cast, NOW.date() + timedelta(weeks=weeks))
        Meeting.objects.filter(pk=meeting.pk).update(shared_at=NOW)
        Presence.objects.filter(meeting=meeting, person=cast.nurse).update(here=Here.PRESENT)

    text = english(client, cast.nurse)

    assert text.count("Are the minutes right?") == 1
    assert ", and 1 earlier meeting" in text
