"""The sockets of the day, spoken to as phones and boards do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from samspill.conferences.actions.handing_in import call_facilitator
from samspill.conferences.actions.saying import keep_points
from samspill.conferences.models import Group, Point
from samspill.conferences.statements import Op
from samspill.conferences.telling import tell
from samspill.conferences.tests.phoning import Hall, calling
from samspill.meetings.models import Meeting
from tests.cast import Cast, adopt, assemble
from tests.conferring import seated, with_people


@pytest.fixture
def hall(live: str) -> Iterator[Hall]:
    with calling(live) as hall:
        yield hall


@pytest.fixture
def cast(live: str) -> Cast:
    return adopt(assemble())


@pytest.fixture
def groups(cast: Cast) -> list[Group]:
    return seated(with_people(cast, 9, on=timezone.localdate()))


def conference_of(group: Group) -> int:
    return group.session.conference_id


def test_a_statement_comes_to_the_other_phones_and_to_the_boards(cast: Cast, groups: list[Group], hall: Hall) -> None:
    one, other, elsewhere = hall.phone(groups[0]), hall.phone(groups[0]), hall.phone(groups[1])
    board = hall.board(conference_of(groups[0]), cast.leader)
    for caller in (one, other, elsewhere):
        caller.told("all")
    board.told("beat")

    answer = one.kept(one.write("Begin the day together"))
    other.sees("Begin the day together")
    board.sees("Begin the day together")

    assert answer["state"] == "kept"
    assert elsewhere.points == {}
    assert Point.objects.get(group=groups[0]).text == "Begin the day together"


def test_only_what_is_committed_is_acknowledged(groups: list[Group], hall: Hall) -> None:
    phone = hall.phone(groups[0])
    phone.told("all")

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM conferences_group FOR UPDATE")
        op = phone.write("Waits for the row")
        with pytest.raises(TimeoutError):
            phone.read(0.3)

    assert phone.kept(op)["state"] == "kept"


def test_what_is_sent_again_after_a_cut_is_kept_once(groups: list[Group], hall: Hall) -> None:
    uid, op = str(uuid4()), str(uuid4())
    before = hall.phone(groups[0])
    before.write("Once", uid, op=op)
    before.kept(op)
    before.socket.close()

    back = hall.phone(groups[0])
    back.write("Once", uid, op=op)

    assert back.kept(op)["version"] == 1
    assert Point.objects.count() == 1


def test_two_phones_that_wrote_apart_see_both_texts(groups: list[Group], hall: Hall) -> None:
    uid = str(uuid4())
    one, other = hall.phone(groups[0]), hall.phone(groups[0])
    one.kept(one.write("As it was", uid))
    other.sees("As it was")

    one.kept(one.write("One says", uid, base=1))
    late = other.kept(other.write("Other says", uid, base=1))

    assert late["state"] == "beside"
    one.sees("One says", "Other says")
    assert one.points[late["uid"]]["beside"] == uid


def test_a_database_that_hangs_up_costs_no_statement(groups: list[Group], hall: Hall) -> None:
    phone = hall.phone(groups[0])
    phone.kept(phone.write("Before"))

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    phone.kept(phone.write("After"))

    assert set(Point.objects.values_list("text", flat=True)) == {"Before", "After"}


def test_after_the_day_nothing_is_taken_and_the_phone_is_told(groups: list[Group], hall: Hall) -> None:
    phone = hall.phone(groups[0])
    phone.told("all")

    Meeting.objects.update(on=timezone.localdate() - timedelta(days=1))
    answer = phone.kept(phone.write("Too late"))

    assert (answer["state"], answer["why"]) == ("refused", "ended")
    assert not Point.objects.exists()


def test_what_comes_another_way_reaches_phones_and_boards(cast: Cast, groups: list[Group], hall: Hall) -> None:
    phone, board = hall.phone(groups[0]), hall.board(conference_of(groups[0]), cast.leader)
    phone.told("all")
    board.told("beat")

    keep_points(groups[0], [Op(uuid4(), "write", uuid4(), 0, "By a form")], at=timezone.now())
    call_facilitator(groups[0], on=True, at=timezone.now())
    tell(conference_of(groups[0]), "board", point=7)

    phone.sees("By a form").until(lambda: phone.state["called"])
    assert board.told("point")["group"] == board.told("group")["group"] == groups[0].pk
    assert board.told("board")["point"] == 7


def test_who_may_open_a_note_and_watch_a_board(cast: Cast, groups: list[Group], hall: Hall) -> None:
    seat = groups[0].seats.select_related("participant__person").first()
    assert seat

    guessed, other = hall.phone(groups[0], "XXXXXX"), hall.phone(groups[0], groups[1].code)

    assert (guessed.closed(), other.closed()) == (4401, 4401)
    assert guessed.heard == [{"what": "closed", "why": "code"}]
    assert hall.seated(groups[0], seat.participant.person).told("all")["points"] == []
    assert hall.seated(groups[0], cast.other_teacher).closed() == 4401
    assert hall.board(conference_of(groups[0]), None).closed() == 4401
    assert hall.board(conference_of(groups[0]), cast.other_teacher).closed() == 4404


def test_what_cannot_be_read_ends_that_connection_only(groups: list[Group], hall: Hall) -> None:
    good = hall.phone(groups[0])

    for said in ("{", "[]", "7", '{"ops": [{"do": "write"}]}', '{"ops": "x"}'):
        bad = hall.phone(groups[0])
        bad.socket.send(said)
        assert bad.closed() == 4422

    assert good.kept(good.write("Goes on"))["state"] == "kept"
