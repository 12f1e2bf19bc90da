"""Wishes that collide are told in words and can be done without; on the day the fewest move."""

import pytest
from django.test import Client
from django.urls import reverse

from samspill.conferences.actions import absence, composing, wishing
from samspill.conferences.bridge import composition_of, load, problem_of
from samspill.conferences.models import ComposingState, Conference, GroupSeat, Participant, Wish, WishKind
from samspill.conferences.queries import rounds_of
from samspill.conferences.words import weights_of
from samspill.core import grouping as core
from tests.asking import counted, fresh, once, sign_in
from tests.cast import Cast, adopt, assemble
from tests.conferring import NOW, with_people


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


def post(client: Client, cast: Cast, view: str, *ids: int, **fields: object) -> tuple[int, str]:
    answer = sign_in(client, cast.leader).post(reverse(f"conferences:{view}", args=ids), fields)
    return answer.status_code, answer.content.decode()


def two(one: Conference) -> list[Participant]:
    return list(one.participants.filter(is_head=False)[:2])


def collide(cast: Cast, one: Conference) -> None:
    for kind in (WishKind.TOGETHER, WishKind.APART):
        wishing.wish(one, kind=kind, people=two(one), acting=cast.leader, at=NOW)


def without_duty(one: Conference) -> Participant:
    """Somebody whose going leaves no group without a leader or a note-taker."""
    busy = {pk for s in rounds_of(one) for g in s.groups.all() for pk in (g.leader_id, g.note_taker_id)}
    return one.participants.exclude(pk__in=busy).exclude(is_head=True).first() or one.participants.all()[0]


def test_a_wish_is_held_when_the_groups_are_mixed(cast: Cast, one: Conference) -> None:
    first, second = two(one)

    wishing.wish(one, kind=WishKind.TOGETHER, people=[first, second], acting=cast.leader, at=NOW)
    composing.compose(one, seed=4, acting=cast.leader, at=NOW)

    seats = GroupSeat.objects.filter(participant__in=[first, second])
    assert len(set(seats.values_list("group", flat=True))) == rounds_of(one).count()


def test_wishes_that_collide_change_nothing_and_are_told_in_words(cast: Cast, one: Conference, client: Client) -> None:
    collide(cast, one)
    before = set(GroupSeat.objects.values_list("group", "participant"))

    made = composing.compose(one, seed=4, acting=cast.leader, at=NOW)
    page = sign_in(client, cast.leader).get(reverse("conferences:groups", args=[one.pk])).content.decode()

    first, second = (row.person.name for row in two(one))
    assert made.state == ComposingState.FAILED
    assert f"{first} and {second} are to sit apart." in page
    assert page.count("Then everything else can be held.") == 2
    assert set(GroupSeat.objects.values_list("group", "participant")) == before


def test_one_of_them_is_done_without(cast: Cast, one: Conference, client: Client) -> None:
    collide(cast, one)
    failed = composing.compose(one, seed=4, acting=cast.leader, at=NOW)

    status, _page = post(client, cast, "do_without", one.pk, failed=failed.pk, number=0)

    assert status == 302
    assert Wish.objects.count() == 1
    assert composing.undoable(one)


def test_with_too_few_leaders_it_names_who_could_be_asked(cast: Cast, one: Conference, client: Client) -> None:
    one.participants.update(may_lead=False)
    failed = composing.compose(one, seed=4, acting=cast.leader, at=NOW)

    page = sign_in(client, cast.leader).get(reverse("conferences:groups", args=[one.pk])).content.decode()
    able = two(one)[0]
    post(client, cast, "can_lead", one.pk, participant=able.pk)
    number = next(at for at, why in enumerate(failed.result["conflict"]["reasons"]) if why["code"] == "leaders")
    post(client, cast, "do_without", one.pk, failed=failed.pk, number=number)

    able.refresh_from_db()
    one.refresh_from_db()
    assert "Who could be asked to lead a group:" in page
    assert able.may_lead
    assert weights_of(one)["leaders"] == 0
    assert composing.undoable(one).kind == "compose"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("people", "bounds", "found"),
    [(14, (5, 6), (5, 7)), (14, (3, 6), (3, 6)), (3, (5, 8), (3, 3)), (11, (6, 6), (5, 6)), (13, (6, 6), (6, 7))],
)
def test_sizes_that_do_not_divide_become_the_nearest(
    people: int, bounds: tuple[int, int], found: tuple[int, int]
) -> None:
    assert wishing.nearest(people, *bounds) == found


def test_a_wish_needs_two(cast: Cast, one: Conference, client: Client) -> None:
    status, page = post(client, cast, "group_wishes", one.pk, kind="apart", people=two(one)[0].pk)

    assert status == 422
    assert "Choose at least two people." in page


def test_what_counts_is_said_in_words(cast: Cast, one: Conference, client: Client) -> None:
    given = {"profession": 0, "school": 4, "grade": 2, "years": 2, "last": 1, "team": 2}

    status, _page = post(client, cast, "group_weights", one.pk, **given)

    one.refresh_from_db()
    assert status == 302
    assert one.weights == {"profession": 0, "team": 2}


def test_somebody_absent_is_taken_out_with_the_fewest_moves(cast: Cast, one: Conference, client: Client) -> None:
    gone = without_duty(one)
    address = reverse("conferences:is_absent", args=[one.pk, gone.pk])
    page = sign_in(client, cast.leader).get(address).content.decode()

    proposal = absence.propose(one, away=[gone.pk])
    status, _page = post(client, cast, "is_absent", one.pk, gone.pk, key=proposal.key)

    gone.refresh_from_db()
    board = load(one)
    assert ("Nobody else has to move." in page) == (not proposal.moved)
    assert (status, gone.absent) == (302, True)
    assert core.check(problem_of(board, board.sessions).grouping, composition_of(board, board.sessions)) == []


def test_an_absence_is_taken_back(cast: Cast, one: Conference) -> None:
    gone = without_duty(one)
    before = set(GroupSeat.objects.values_list("group", "participant"))
    proposal = absence.propose(one, away=[gone.pk])

    absence.accept(one, proposal, key=proposal.key, acting=cast.leader, at=NOW)
    composing.undo(one, acting=cast.leader, at=NOW)

    gone.refresh_from_db()
    assert not gone.absent
    assert set(GroupSeat.objects.values_list("group", "participant")) == before


def test_another_proposal_lets_those_sit_who_would_have_moved(cast: Cast, one: Conference) -> None:
    session = rounds_of(one)[0]
    type(session).objects.update(smallest=4, largest=6)
    small = min(session.groups.all(), key=lambda group: group.seats.count())
    gone = [seat.participant_id for seat in small.seats.all()][: small.seats.count() - 3]
    first = absence.propose(one, away=gone)

    second = absence.propose(one, away=gone, stay=first.moved)

    assert first.moved
    assert not second.moved & first.moved


def test_a_proposal_that_no_longer_holds_is_shown_anew(cast: Cast, one: Conference, client: Client) -> None:
    status, page = post(client, cast, "is_absent", one.pk, without_duty(one).pk, key="old")

    assert status == 409
    assert "Somebody else changed the groups meanwhile" in page


def test_a_seat_is_only_left_empty(cast: Cast, one: Conference, client: Client) -> None:
    gone = without_duty(one)
    others = set(GroupSeat.objects.exclude(participant=gone).values_list("group", "participant"))

    post(client, cast, "is_absent", one.pk, gone.pk, do="nothing")

    assert set(GroupSeat.objects.values_list("group", "participant")) == others


def test_a_guest_who_came_gets_a_seat(cast: Cast, one: Conference, client: Client) -> None:
    status, _page = post(client, cast, "arrived", one.pk, name="Guest Grete", email="")
    guest = one.participants.get(person__name="Guest Grete")
    proposal = absence.propose(one, here=[guest.pk])

    post(client, cast, "is_here", one.pk, guest.pk, key=proposal.key)

    assert (status, guest.guest) == (302, True)
    assert guest.seats.count() == rounds_of(one).count()


def test_the_table_moves_many_at_once(cast: Cast, one: Conference, client: Client) -> None:
    seat = GroupSeat.objects.filter(session=rounds_of(one)[0]).first()
    assert seat
    other = seat.session.groups.exclude(pk=seat.group_id)[0]
    name = f"seat-{seat.session_id}-{seat.participant_id}"

    status, _page = post(client, cast, "groups_table", one.pk, seen=composing.stamp(one), **{name: other.number})
    stale, page = post(client, cast, "groups_table", one.pk, seen=1, **{name: other.number})

    seat.refresh_from_db()
    assert (status, stale, seat.group) == (302, 409, other)
    assert "What you chose is still here" in page


def test_the_picture_says_who_meets_whom(cast: Cast, one: Conference, client: Client) -> None:
    page = sign_in(client, cast.leader).get(reverse("conferences:groups_mix", args=[one.pk])).content.decode()

    assert "The two most alike groups of rounds 1 and 2 share" in page
    assert "Who meets whom" in page
    assert "style=" not in page


def test_a_group_is_told_where_it_sits(cast: Cast, one: Conference, client: Client) -> None:
    group = rounds_of(one)[0].groups.all()[0]

    post(client, cast, "change_group", group.pk, version=group.version, room="Library", leader=group.leader_id)
    stale, page = post(client, cast, "change_group", group.pk, version=group.version, room="Gym")

    group.refresh_from_db()
    assert (group.room, stale) == ("Library", 409)
    assert "Gym" in page


def test_the_board_asks_the_same_of_the_database_for_few_and_many(cast: Cast, one: Conference, client: Client) -> None:
    address = reverse("conferences:groups", args=[one.pk])
    sign_in(client, cast.leader).get(address)
    with counted() as many:
        client.get(address)

    GroupSeat.objects.filter(pk__in=GroupSeat.objects.values("pk")[3:]).delete()
    Participant.objects.filter(seats=None).delete()
    with counted() as few:
        client.get(address)

    assert len(few) == len(many)


@pytest.mark.parametrize("name", ["groups_mix", "groups_table", "group_wishes", "group_weights", "arrived"])
def test_pages_beside_the_board_are_for_those_who_plan(cast: Cast, one: Conference, client: Client, name: str) -> None:
    address = reverse(f"conferences:{name}", args=[one.pk])

    statuses = [sign_in(client, who).get(address).status_code for who in (cast.leader, cast.teacher, cast.outsider)]

    assert statuses == [200, 403, 404]
