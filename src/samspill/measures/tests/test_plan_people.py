"""Who coordinates and who takes part: warned about and never forbidden, seen when they leave, with who may follow."""

from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.arenas.actions import end_seat
from samspill.arenas.models import Membership
from samspill.delivery.models import Message
from samspill.measures.bridge import evidence_of
from samspill.measures.coordinating import candidates, successors, vacancy_of, vacant
from samspill.measures.models import Measure, Milestone, Participant
from samspill.measures.queries import method_of
from samspill.people.models import Person, Position
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.measures import at_stage, day_of

standing = pytest.fixture(scope="module")(adopted_once)
LATER = day_of("practice")


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def text_of(answer: object) -> str:
    return str(getattr(answer, "content", b"").decode())


def name(client: Client, measure: Measure, person: Person, **given: object) -> HttpResponse:
    url = f"{reverse('measures:coordinator', args=[measure.pk])}?person={person.pk}"
    sent = {"version": measure.version, "since": timezone.localdate().isoformat(), **given}
    return client.post(url, sent)  # type: ignore[return-value]


def test_the_teams_are_offered_by_name(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "analysed")
    sign_in(client, cast.leader)

    shown = text_of(client.get(reverse("measures:coordinator", args=[measure.pk])))

    assert "Liv Strand" in shown
    assert "Eva Nes" not in shown


def test_a_leader_of_a_grade_team_is_named_after_a_second_look(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "analysed")
    sign_in(client, cast.leader)

    warned = name(client, measure, cast.grade_leader_5)
    named = name(client, measure, cast.grade_leader_5, all_the_same="on")
    measure.refresh_from_db()

    assert warned.status_code == 422
    assert "Kari Lunde leads" in text_of(warned)
    assert named.status_code == 302
    assert measure.coordinator == cast.grade_leader_5


def test_what_speaks_against_somebody_is_said_before_anything_is_saved(cast: Cast, client: Client) -> None:
    at_stage(cast, "trying", title="Reading together")
    measure = at_stage(cast, "analysed")
    sign_in(client, cast.leader)
    url = reverse("measures:coordinator", args=[measure.pk])

    busy = text_of(client.get(f"{url}?person={cast.coordinator.pk}"))
    outside = text_of(client.get(f"{url}?person={cast.leader.pk}"))
    Membership.objects.filter(person=cast.special_needs).delete()
    away = text_of(client.get(f"{url}?person={cast.special_needs.pk}"))

    assert "Liv Strand coordinates 1 other measure already: Reading together." in busy
    assert "sits in none of the teams" not in outside
    assert "Tone Eide sits in none of the teams." in away


def test_somebody_of_another_school_cannot_be_chosen(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "analysed")

    answer = name(sign_in(client, cast.leader), measure, cast.other_teacher)

    assert answer.status_code == 404


def test_whoever_is_named_by_somebody_else_gets_one_mail(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "analysed")

    name(sign_in(client, cast.leader), measure, cast.teacher)

    mail = Message.objects.get(kind="measure-coordinator")
    assert mail.recipient_id == cast.teacher.pk
    assert measure.title in mail.subject


def test_a_stale_form_does_not_name_over_somebody(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "analysed")
    sign_in(client, cast.leader)
    name(client, measure, cast.teacher)

    stale = name(client, measure, cast.coordinator)

    assert stale.status_code == 409
    assert Measure.objects.get(pk=measure.pk).coordinator == cast.teacher


def leave(cast: Cast, person: Person, until: date) -> None:
    for seat in Membership.objects.filter(person=person):
        end_seat(seat, until=until, version=None, acting=cast.leader, at=timezone.now())


def test_a_seat_that_ends_leaves_a_measure_without_coordinator(cast: Cast) -> None:
    measure = at_stage(cast, "trying")
    method = method_of(measure)
    leave(cast, cast.coordinator, day_of("evaluated"))

    empty = vacancy_of(measure, method, LATER)

    assert empty is not None
    assert (empty.since, empty.who) == (day_of("evaluated") + timedelta(days=1), cast.coordinator)
    assert list(vacant(Measure.objects.all(), {cast.project.pk: method}, LATER)) == [measure]
    assert "coordinator" not in evidence_of(measure, method, LATER)
    assert vacancy_of(measure, method, day_of("evaluated")) is None


def test_a_position_that_ends_does_so_too(cast: Cast) -> None:
    measure = at_stage(cast, "trying")
    Position.objects.filter(person=cast.coordinator).update(until=day_of("evaluated"))

    empty = vacancy_of(measure, method_of(measure), LATER)

    assert empty is not None
    assert empty.since == day_of("evaluated") + timedelta(days=1)


def test_whoever_takes_part_may_follow_first_and_no_leader_of_a_grade_team(cast: Cast) -> None:
    measure = at_stage(cast, "trying")
    leave(cast, cast.coordinator, day_of("evaluated"))

    follow = [one.person for one in successors(measure, method_of(measure), LATER)]

    assert follow[0] == cast.teacher
    assert not {cast.grade_leader_5, cast.grade_leader_6, cast.coordinator} & set(follow)


def test_stepping_down_is_seen_and_mended_in_one_tap(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "trying")
    sign_in(client, cast.coordinator)
    on = {"version": measure.version, "on": timezone.localdate().isoformat(), "why": "Too much at once."}

    client.post(reverse("measures:step_down", args=[measure.pk]), on)
    shown = text_of(sign_in(client, cast.leader).get(measure.get_absolute_url()))
    measure.refresh_from_db()
    name(client, measure, cast.teacher)
    measure.refresh_from_db()

    assert "Nobody has coordinated this since" in shown
    assert "These may follow:" in shown
    assert "Too much at once." in shown
    assert measure.coordinator == cast.teacher


def test_the_leader_gets_it_on_her_page(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "trying")
    Measure.objects.filter(pk=measure.pk).update(coordinator=None)

    shown = text_of(sign_in(client, cast.leader).get(reverse("home:my_page")))

    assert f"Nobody coordinates “{measure.title}”" in shown


def take_part(client: Client, measure: Measure, *people: Person) -> HttpResponse:
    url = reverse("measures:participants", args=[measure.pk])
    sent = {"people": [one.pk for one in people], "chosen": "elected", "since": timezone.localdate().isoformat()}
    return client.post(url, sent)  # type: ignore[return-value]


def test_several_take_part_at_once_with_the_services_people(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "analysed")
    sign_in(client, cast.leader)

    done = take_part(client, measure, cast.teacher, cast.nurse)
    again = take_part(client, measure, cast.teacher)

    assert (done.status_code, again.status_code) == (302, 302)
    assert [one.person for one in measure.participants.order_by("person__name")] == [cast.nurse, cast.teacher]
    assert measure.participants.filter(chosen="elected").count() == 2


def test_people_of_another_school_are_refused_by_name(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "analysed")

    refused = take_part(sign_in(client, cast.leader), measure, cast.teacher, cast.other_teacher)

    assert refused.status_code == 422
    assert "Eva Nes: not at Fjellheim skole." in text_of(refused)
    assert f'value="{cast.teacher.pk}" id="id_people_p{cast.teacher.pk}" checked' in text_of(refused).replace(
        "_0", f"_p{cast.teacher.pk}"
    )
    assert not measure.participants.exists()


def test_somebody_leaves_the_try_out_with_a_day(cast: Cast, client: Client) -> None:
    part = at_stage(cast, "trying").participants.get()
    sign_in(client, cast.leader)
    url = reverse("measures:part", args=[part.pk])

    early = client.post(url, {"chosen": "named", "until": (part.since - timedelta(days=1)).isoformat()})
    done = client.post(url, {"chosen": "named", "until": timezone.localdate().isoformat()})
    part.refresh_from_db()

    assert early.status_code == 422
    assert "The last day is before the first day." in text_of(early)
    assert done.status_code == 302
    assert part.until == timezone.localdate()


BUTTONS = ("tick_milestone", "remove_milestone")
FORMS = ("plan", "coordinator", "step_down", "participants", "add_milestone")


@pytest.mark.parametrize(("reader", "status"), [("owner", 403), ("outsider", 404)])
def test_who_has_no_say_in_the_plan(cast: Cast, client: Client, reader: str, status: int) -> None:
    measure = at_stage(cast, "trying")
    milestone = Milestone.objects.create(measure=measure, text="Half-way", by=LATER)
    sign_in(client, getattr(cast, reader))
    urls = [reverse(f"measures:{name}", args=[measure.pk]) for name in FORMS]
    urls += [reverse(f"measures:{name}", args=[milestone.pk]) for name in (*BUTTONS, "milestone")]
    urls.append(reverse("measures:part", args=[measure.participants.get().pk]))

    answers = {client.post(url).status_code for url in urls}

    assert answers == {status}
    assert Milestone.objects.filter(pk=milestone.pk, done_on=None).exists()


def test_what_is_daily_practice_needs_no_coordinator(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "practice")
    leave(cast, cast.coordinator, day_of("practice"))

    shown = text_of(sign_in(client, cast.leader).get(measure.get_absolute_url()))

    assert "has not worked in the teams" not in shown
    assert "Name somebody else" not in shown
    assert "What was planned, and who tried it" in shown


def test_more_people_cost_no_more_queries(cast: Cast) -> None:
    measure = at_stage(cast, "analysed")
    method = method_of(measure)
    candidates(measure, method, LATER)
    with counted() as few:
        candidates(measure, method, LATER)
    team = cast.arenas["grade-team-7"]
    for number in range(5):
        person = Person.objects.create(name=f"Teacher {number}", email=f"t{number}@example.org")
        Membership.objects.create(arena=team, person=person, role="teacher", since=day_of("proposed"))

    with counted() as many:
        found = candidates(measure, method, LATER)

    assert len(many) == len(few)
    assert len(found) > 5


def test_above_the_school_it_is_told_how_many_take_part_and_not_who(cast: Cast, client: Client) -> None:
    measure = at_stage(cast, "trying")
    Participant.objects.create(measure=measure, person=cast.grade_leader_5, since=day_of("trying"))

    inside = text_of(sign_in(client, cast.teacher).get(measure.get_absolute_url()))
    above = text_of(sign_in(client, cast.owner).get(measure.get_absolute_url()))

    assert cast.grade_leader_5.name in inside
    assert cast.grade_leader_5.name not in above
    assert "2 take part" in above
