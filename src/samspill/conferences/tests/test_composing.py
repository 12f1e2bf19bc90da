"""Groups are put together, changed by hand, taken back, announced to those whom it concerns."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspill.conferences.actions import announcing, composing, seating
from samspill.conferences.actions.conferring import add_participants
from samspill.conferences.bridge import composition_of, load, problem_of
from samspill.conferences.models import ComposingState, Conference, Group, GroupSeat
from samspill.conferences.queries import rounds_of
from samspill.core import grouping as core
from samspill.delivery.models import Message
from samspill.people.versions import StaleError
from tests.asking import fresh, once, sign_in
from tests.cast import Cast, adopt, assemble
from tests.conferring import NOW, conference, with_people


def world() -> Cast:
    cast = adopt(assemble())
    composing.compose(with_people(cast), seed=1, acting=cast.leader, at=NOW)
    return cast


standing = pytest.fixture(scope="module")(once(world))


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def one(cast: Cast) -> Conference:
    return Conference.objects.get()


def by(cast: Cast) -> dict[str, object]:
    return {"acting": cast.leader, "at": NOW}


def places(one: Conference) -> dict[tuple[int, int], int]:
    return {(seat.session_id, seat.participant_id): seat.group.number for seat in _seats(one)}


def _seats(one: Conference) -> list[GroupSeat]:
    return list(GroupSeat.objects.filter(session__conference=one).select_related("group", "participant__person"))


def elsewhere(one: Conference) -> tuple[GroupSeat, int]:
    """Somebody without a duty in the first round, and another group's number."""
    session = rounds_of(one)[0]
    busy = {pk for group in session.groups.all() for pk in (group.leader_id, group.note_taker_id)}
    seat = next(one for one in _seats(one) if one.session == session and one.participant_id not in busy)
    return seat, next(group.number for group in session.groups.all() if group != seat.group)


def post(client: Client, who: object, name: str, thing: object, **fields: object) -> tuple[int, str]:
    address = reverse(f"conferences:{name}", args=[thing.pk])  # type: ignore[attr-defined]
    answer = sign_in(client, who).post(address, fields, headers={"HX-Request": "true"})  # type: ignore[arg-type]
    return answer.status_code, answer.content.decode()


def test_everybody_sits_once_in_every_round_and_every_rule_holds(one: Conference) -> None:
    board = load(one)

    problem = problem_of(board, board.sessions)

    assert core.check(problem.grouping, composition_of(board, board.sessions)) == []
    assert len(places(one)) == 2 * len(board.people)


def test_every_group_has_duties_and_a_code(one: Conference) -> None:
    groups = list(Group.objects.filter(session__conference=one))

    assert all(group.leader_id and group.note_taker_id and group.time_keeper_id for group in groups)
    assert all(group.rapporteur_id == group.leader_id for group in groups)
    assert len({group.code for group in groups}) == len(groups)


def test_the_same_seed_gives_the_same_groups(cast: Cast, one: Conference) -> None:
    first, codes = places(one), set(Group.objects.values_list("code", flat=True))

    composing.compose(one, seed=7, **by(cast))  # type: ignore[arg-type]
    composing.compose(one, seed=1, **by(cast))  # type: ignore[arg-type]

    assert places(one) == first
    assert codes == set(Group.objects.values_list("code", flat=True))


def test_whoever_is_moved_by_hand_stays_when_the_others_are_mixed_again(cast: Cast, one: Conference) -> None:
    seat, number = elsewhere(one)

    seating.seat(one, participant=seat.participant, session=seat.session, group=number, **by(cast))  # type: ignore[arg-type]
    composing.compose(one, seed=99, **by(cast))  # type: ignore[arg-type]

    assert places(one)[seat.session_id, seat.participant_id] == number


def test_two_change_places(cast: Cast, one: Conference) -> None:
    seat, number = elsewhere(one)
    other = next(row for row in _seats(one) if row.session_id == seat.session_id and row.group.number == number)

    seating.seat(one, participant=seat.participant, session=seat.session, other=other.participant, **by(cast))  # type: ignore[arg-type]

    after = places(one)
    assert after[seat.session_id, seat.participant_id] == number
    assert after[seat.session_id, other.participant_id] == seat.group.number


def test_every_change_is_taken_back_one_by_one(cast: Cast, one: Conference) -> None:
    first = places(one)
    seat, number = elsewhere(one)
    seating.seat(one, participant=seat.participant, session=seat.session, group=number, **by(cast))  # type: ignore[arg-type]
    moved = places(one)
    composing.compose(one, seed=5, **by(cast))  # type: ignore[arg-type]

    composing.undo(one, **by(cast))  # type: ignore[arg-type]
    once_back = places(one)
    composing.undo(one, **by(cast))  # type: ignore[arg-type]

    assert (once_back, places(one)) == (moved, first)
    composing.undo(one, **by(cast))  # type: ignore[arg-type]
    assert places(one) == {}
    assert composing.undo(one, **by(cast)) is None  # type: ignore[arg-type]


def test_whoever_saw_other_groups_is_told_so(cast: Cast, one: Conference, client: Client) -> None:
    seat, number = elsewhere(one)
    wrong = {"participant": seat.participant_id, "session": seat.session_id, "group": number, "seen": number}

    status, page = post(client, cast.leader, "move_person", one, **wrong)
    with pytest.raises(StaleError):
        composing.compose(one, seed=2, seen=composing.stamp(one) - 1, **by(cast))  # type: ignore[arg-type]

    assert status == 409
    assert "Somebody else changed the groups meanwhile" in page


def test_a_round_that_has_begun_is_not_composed_anew(cast: Cast, one: Conference) -> None:
    first, second = rounds_of(one)
    type(first).objects.filter(pk=first.pk).update(begun_at=NOW)
    before = places(one)

    composing.compose(one, seed=3, **by(cast))  # type: ignore[arg-type]

    after = places(one)
    assert {key: group for key, group in after.items() if key[0] == first.pk} == {
        key: group for key, group in before.items() if key[0] == first.pk
    }
    assert any(after[key] != before[key] for key in after if key[0] == second.pk)


def test_who_sat_together_at_the_last_conference_is_known(cast: Cast, one: Conference) -> None:
    people = [row.person for row in one.participants.all()]
    later = conference(cast, title="In spring", on=one.meeting.on.replace(year=2027))
    add_participants(later, people, acting=cast.leader, at=NOW)

    met = load(later).met
    row = next(group for group in Group.objects.filter(session__conference=one))
    pair = tuple(
        sorted(
            later.participants.filter(person__in=[s.participant.person for s in row.seats.all()][:2]).values_list(
                "pk", flat=True
            )
        )
    )
    assert met[pair] == 1  # type: ignore[index]


def test_letters_go_only_when_announced_and_then_only_to_those_who_sit_elsewhere(cast: Cast, one: Conference) -> None:
    letters = Message.objects.filter(kind=announcing.KIND)
    before = letters.count()

    told = announcing.announce(one, **by(cast))  # type: ignore[arg-type]
    seat, number = elsewhere(one)
    seating.seat(one, participant=seat.participant, session=seat.session, group=number, **by(cast))  # type: ignore[arg-type]
    again = announcing.announce(one, acting=cast.leader, at=NOW.replace(hour=10))

    assert (before, told, again) == (0, one.participants.count(), 1)
    assert letters.filter(recipient_id=seat.participant.person_id).count() == 2
    assert letters.count() == told + 1


def test_an_announcement_is_taken_back(cast: Cast, one: Conference, client: Client) -> None:
    announcing.announce(one, **by(cast))  # type: ignore[arg-type]
    seen = sign_in(client, cast.coordinator).get(one.get_absolute_url()).content.decode()

    announcing.take_back(one, **by(cast))  # type: ignore[arg-type]

    one.refresh_from_db()
    assert "you sit in group" in seen
    assert one.groups_set_at is None
    assert announcing.announce(one, **by(cast)) == 0  # type: ignore[arg-type]


def test_without_people_or_rounds_it_says_what_to_do(cast: Cast) -> None:
    empty = conference(cast, title="Empty")

    with pytest.raises(ValidationError, match="Put people on the list"):
        composing.compose(empty, seed=1, **by(cast))  # type: ignore[arg-type]


def test_the_board_shows_cards_and_what_may_be_done(cast: Cast, one: Conference, client: Client) -> None:
    seat = _seats(one)[0]
    address = reverse("conferences:groups", args=[one.pk])

    page = sign_in(client, cast.leader).get(address, {"person": seat.participant_id}).content.decode()

    assert "Mix again all who are not pinned" in page
    assert "Change places" in page
    assert "leads" in page


def test_the_board_is_for_those_who_plan(cast: Cast, one: Conference, client: Client) -> None:
    address = reverse("conferences:groups", args=[one.pk])

    statuses = [sign_in(client, who).get(address).status_code for who in (cast.leader, cast.teacher, cast.outsider)]

    assert statuses == [200, 403, 404]


def test_a_hall_is_composed_in_the_queue(cast: Cast, one: Conference, monkeypatch: pytest.MonkeyPatch) -> None:
    from samspill.queue.running import run_due

    monkeypatch.setattr(composing, "AT_ONCE", 5)
    monkeypatch.setattr(composing, "LONG", 10_000)
    before = places(one)

    asked = composing.compose(one, seed=8, **by(cast))  # type: ignore[arg-type]
    waiting = asked.state
    run_due(NOW)

    asked.refresh_from_db()
    assert (waiting, asked.state) == (ComposingState.WAITING, ComposingState.DONE)
    assert places(one) != before


def test_what_is_stopped_changes_nothing(cast: Cast, one: Conference, monkeypatch: pytest.MonkeyPatch) -> None:
    from samspill.queue.running import run_due

    monkeypatch.setattr(composing, "AT_ONCE", 5)
    before = places(one)

    asked = composing.compose(one, seed=8, **by(cast))  # type: ignore[arg-type]
    composing.cancel(one, **by(cast))  # type: ignore[arg-type]
    run_due(NOW)

    asked.refresh_from_db()
    assert asked.state == ComposingState.CANCELLED
    assert places(one) == before
