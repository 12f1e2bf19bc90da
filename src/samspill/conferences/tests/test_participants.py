"""Who comes: put on the list in one act, ticked in one table, taken off and put back, invited and heard."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspill.conferences.actions import conferring, inviting, planning
from samspill.conferences.actions import participants as actions
from samspill.conferences.models import Conference, Participant
from samspill.conferences.sources import found_in, sources_for
from samspill.delivery.models import Message
from samspill.meetings.models import Reply
from samspill.people import actions as people
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.clock import Clock, clock
from tests.conferring import DAY, NOW, conference, seated, staff, with_people

__all__ = ["clock"]

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture(autouse=True)
def today(clock: Clock) -> None:
    clock.set(NOW)


def url(name: str, thing: Conference | Participant) -> str:
    return reverse(f"conferences:{name}", args=[thing.pk])


def ticks(made: Conference, **lists: object) -> dict[str, object]:
    """The table as it was shown, everybody coming and there for everything."""
    rows = list(made.participants.all())
    rounds = list(made.sessions.filter(kind="groups"))
    return {
        "seen": ",".join(f"{row.pk}:{row.version}" for row in rows),
        "sessions": ",".join(str(one.pk) for one in rounds),
        "comes": [row.pk for row in rows],
        "here": [f"{row.pk}:{one.pk}" for row in rows for one in rounds],
        **lists,
    }


def test_whoever_is_in_two_places_comes_once(cast: Cast) -> None:
    made = conference(cast)
    sources = {one.key: one for one in sources_for(made).all()}
    team, school = sources[f"arena-{cast.arenas['resource-team'].pk}"], sources[f"unit-{cast.school.pk}"]

    found = found_in([team, school], [cast.leader.pk])

    assert found.twice == len(team.people & school.people) > 0
    assert len(found.people) == len(team.people | school.people)
    assert found.there == 1


def test_the_plan_says_whom_one_usually_asks(cast: Cast) -> None:
    made = conference(cast)
    made.activity = "conference-1-school"

    usual = {one.key for one in sources_for(made).all() if one.usual}

    assert usual == {f"unit-{cast.school.pk}", f"arena-{cast.arenas['resource-team'].pk}"}


def test_a_municipality_asks_its_heads_from_everywhere(cast: Cast, client: Client) -> None:
    made = conference(cast)
    made.unit = cast.office
    made.save()

    page = sign_in(client, cast.owner).get(url("add_participants", made)).content.decode()

    assert "Everybody who works as" in page


def test_teams_and_schools_come_in_one_act(cast: Cast, client: Client) -> None:
    made = conference(cast)
    given = {"units": [f"unit-{cast.school.pk}"], "arenas": [f"arena-{cast.arenas['resource-team'].pk}"]}
    sign_in(client, cast.leader)
    shown = client.get(url("count_participants", made), given).content.decode()

    client.post(url("add_participants", made), given)
    again = client.post(url("add_participants", made), given, follow=True).content.decode()

    assert "were found in more than one place" in shown
    assert cast.nurse in {one.person for one in made.participants.all()}
    assert "Everybody was on the list already." in again


def test_nothing_ticked_is_said(cast: Cast, client: Client) -> None:
    answer = sign_in(client, cast.leader).post(url("add_participants", conference(cast)))

    assert answer.status_code == 422
    assert "Tick at least one place" in answer.content.decode()


def test_one_person_is_found_by_name(cast: Cast, client: Client) -> None:
    made = conference(cast)
    sign_in(client, cast.leader)

    found = client.get(url("choose_participant", made), {"q": cast.nurse.name}).content.decode()
    client.post(url("choose_participant", made), {"person": cast.nurse.pk})
    twice = client.post(url("choose_participant", made), {"person": cast.nurse.pk}, follow=True).content.decode()

    assert f"Put on the list: {cast.nurse.name}" in found
    assert f"Found: {cast.nurse.name} is on the list already." in twice
    assert made.participants.count() == 1


def test_nobody_from_elsewhere_is_put_on_by_number(cast: Cast, client: Client) -> None:
    sign_in(client, cast.leader)

    assert client.post(url("choose_participant", conference(cast)), {"person": cast.outsider.pk}).status_code == 404


def test_a_guest_is_a_new_person_marked_as_guest(cast: Cast, client: Client) -> None:
    made = conference(cast)
    given = {"name": "Ada Gjest", "email": "ada@university.example"}

    sign_in(client, cast.leader).post(url("add_guest", made), given)

    row = made.participants.get()
    assert (row.person.name, row.guest) == ("Ada Gjest", True)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "Ada Gjest", "email": "no address"}, "Enter a valid email address"),
        ({"name": "Somebody Else", "email": "known"}, "belongs to somebody with another name"),
        ({"name": "same", "email": "known"}, "Found: this person is on the list already."),
        ({"name": "same", "email": "new@university.example"}, "Somebody of this name is on the list already."),
    ],
)
def test_a_guest_who_is_known_is_found(cast: Cast, client: Client, given: dict[str, str], said: str) -> None:
    made = with_people(cast, 1)
    known = {"same": cast.leader.name, "known": str(cast.leader.email)}
    given = {name: known.get(value, value) for name, value in given.items()}

    answer = sign_in(client, cast.leader).post(url("add_guest", made), given)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_table_is_saved_as_a_whole(cast: Cast, client: Client) -> None:
    made = with_people(cast, 3)
    first, second = made.participants.exclude(is_head=True)[:2]
    lost = made.sessions.filter(kind="groups").first()
    assert lost
    given = ticks(made, lead=[first.pk], note=[second.pk])
    given["here"] = [pair for pair in given["here"] if pair != f"{second.pk}:{lost.pk}"]  # type: ignore[attr-defined]

    answer = sign_in(client, cast.leader).post(url("participants", made), given)

    assert answer.status_code == 302
    first.refresh_from_db()
    assert (first.may_lead, first.may_note) == (True, False)
    assert list(second.away_from.all()) == [lost]


def test_a_head_never_takes_notes_however_it_is_ticked(cast: Cast, client: Client) -> None:
    made = with_people(cast, 1)
    head = made.participants.get(is_head=True)

    sign_in(client, cast.leader).post(url("participants", made), ticks(made, note=[head.pk]))

    head.refresh_from_db()
    assert not head.may_note


def test_a_stale_table_keeps_the_ticks(cast: Cast, client: Client) -> None:
    made = with_people(cast, 2)
    given = ticks(made, lead=[row.pk for row in made.participants.all()])
    Participant.objects.filter(conference=made).update(version=7)

    answer = sign_in(client, cast.leader).post(url("participants", made), given)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed this" in page
    assert page.count('name="lead"') == page.count('name="lead" value=') > 0
    assert "7" in page


def test_the_table_takes_as_many_queries_for_many_as_for_few(cast: Cast, client: Client) -> None:
    made = with_people(cast, 2)
    sign_in(client, cast.leader).get(url("participants", made))
    with counted() as few:
        client.get(url("participants", made))
    more = [people.add_person(name=f"More {number}", acting=None, at=NOW) for number in range(30)]
    conferring.add_participants(made, more, acting=cast.leader, at=NOW)

    with counted() as many:
        page = client.get(url("participants", made)).content.decode()

    assert "More 29" in page
    assert len(many) == len(few)


def test_two_of_one_name_are_found(cast: Cast, client: Client) -> None:
    made = conference(cast)
    twins = [people.add_person(name=name, acting=None, at=NOW) for name in ("Kari Moe", "kari  moe")]
    conferring.add_participants(made, twins, acting=cast.leader, at=NOW)

    page = sign_in(client, cast.leader).get(url("participants", made)).content.decode()

    assert "on the list more than once" in page


def test_off_the_list_and_back_as_they_were(cast: Cast, client: Client) -> None:
    made = with_people(cast, 2)
    row = made.participants.filter(may_lead=True).get()
    sign_in(client, cast.leader)

    gone = client.post(url("remove_participant", row), headers={"HX-Request": "true"}).content.decode()
    given = {"person": row.person_id, "may_lead": "1", "may_note": "1", "away": ""}
    client.post(url("restore_participant", made), given, headers={"HX-Request": "true"})

    assert f"{row.person.name} is off the list." in gone
    assert made.participants.get(person=row.person).may_lead
    assert made.meeting.presences.filter(person=row.person).exists()


def test_nobody_is_taken_off_once_it_has_begun(cast: Cast, client: Client) -> None:
    made = with_people(cast, 1)
    made.meeting.begun_at = NOW
    made.meeting.save()
    row = made.participants.first()
    assert row

    page = sign_in(client, cast.leader).post(url("remove_participant", row), follow=True).content.decode()

    assert "Say that they are not coming instead" in page


def test_whoever_is_away_has_no_seat_there(cast: Cast) -> None:
    made = with_people(cast, 4)
    seat = seated(made, 2)[0].seats.first()
    assert seat
    wanted = actions.Wanted(seat.participant.version, False, True, False, frozenset({seat.session_id}))

    actions.change_list(made, wanted={seat.participant_id: wanted}, acting=cast.leader, at=NOW)

    assert not seat.participant.seats.filter(session=seat.session_id).exists()


def test_the_programme_goes_out_once_and_then_what_changed(cast: Cast) -> None:
    made = with_people(cast, 2)
    inviting.invite(made, version=made.meeting.version, acting=cast.leader, at=NOW)
    first = len(made.meeting.agenda_sent)
    session = made.sessions.first()
    assert session
    session.theme = "Welcome, with song"
    session.save()

    inviting.lay_on_agenda(made, acting=cast.leader, at=NOW)

    assert first == made.sessions.count()
    assert made.meeting.items.filter(source="session", title="Welcome, with song").count() == 1


def test_the_invitation_is_a_mail_with_the_programme(cast: Cast, client: Client) -> None:
    made = with_people(cast, 2)
    given = {"version": made.meeting.version, "greeting": "Come rested."}

    answer = sign_in(client, cast.leader).post(url("invite", made), given)
    page = client.get(made.get_absolute_url()).content.decode()

    assert answer.status_code == 302
    assert "have not answered" in page


@pytest.mark.parametrize(("filled", "said"), [(False, "Nobody is on the list"), (True, "The programme is empty")])
def test_an_invitation_to_nothing_is_refused(cast: Cast, client: Client, filled: bool, said: str) -> None:
    made = with_people(cast, 1) if filled else conference(cast)
    if filled:
        made.sessions.all().delete()

    answer = sign_in(client, cast.leader).post(url("invite", made), {"version": made.meeting.version})

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_what_is_new_since_the_invitation_is_said(cast: Cast, client: Client) -> None:
    made = with_people(cast, 2)
    inviting.invite(made, version=made.meeting.version, acting=cast.leader, at=NOW)
    made.sessions.filter(theme="Welcome").update(minutes=20)

    page = sign_in(client, cast.leader).get(made.get_absolute_url()).content.decode()

    assert "The programme has changed since the invitation" in page
    assert "Changed: Welcome" in page


def test_whoever_declines_is_offered_as_absent(cast: Cast, client: Client) -> None:
    made = with_people(cast, 2)
    made.meeting.presences.filter(person=cast.coordinator).update(reply=Reply.DECLINED)
    page = sign_in(client, cast.leader).get(url("participants", made)).content.decode()

    client.post(url("mark_declined", made))

    assert "1 person has answered that they cannot come" in page
    assert made.participants.get(person=cast.coordinator).absent


def test_whoever_goes_off_an_invited_list_hears_of_it(cast: Cast) -> None:
    made = with_people(cast, 1)
    inviting.invite(made, version=made.meeting.version, acting=cast.leader, at=NOW)
    row = made.participants.select_related("person").get(person=cast.coordinator)
    row.conference = made

    actions.take_off(row, acting=cast.leader, at=NOW + timedelta(hours=1))

    assert not made.meeting.presences.filter(person=cast.coordinator).exists()


def test_another_day_and_place_is_one_mail_each(cast: Cast) -> None:
    made = with_people(cast, 1)
    inviting.invite(made, version=made.meeting.version, acting=cast.leader, at=NOW)
    before = Message.objects.count()

    planning.move(
        made, on=DAY + timedelta(days=1), begins=None, minutes=200, place="Hall", version=None, acting=None, at=NOW
    )

    assert Message.objects.count() - before == made.participants.count()


@pytest.mark.parametrize("name", ["participants", "add_participants", "choose_participant", "add_guest", "invite"])
def test_who_may_keep_the_list(cast: Cast, client: Client, name: str) -> None:
    made = conference(cast)

    assert sign_in(client, cast.leader).get(url(name, made)).status_code == 200
    assert sign_in(client, cast.teacher).get(url(name, made)).status_code == 403
    assert sign_in(client, cast.outsider).get(url(name, made)).status_code == 404


def test_many_are_put_on_with_as_many_queries_as_few(cast: Cast) -> None:
    made, everybody = conference(cast), staff(cast, 20)

    with counted() as few:
        conferring.add_participants(made, everybody[:2], acting=cast.leader, at=NOW)
    with counted() as many:
        conferring.add_participants(made, everybody[2:], acting=cast.leader, at=NOW)

    assert len(many) == len(few)
    assert made.participants.count() == 20
