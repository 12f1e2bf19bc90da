"""The server as clients meet it: everything goes over a real socket."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from samspill.arenas.models import Membership
from samspill.notes import actions, protocol
from samspill.notes.models import Line, Note, NoteUpdate
from samspill.notes.protocol import Sync
from samspill.notes.queries import lines
from samspill.notes.tests.speaking import AT, FIELD, PANIC, Speak, Town, speakers, town


@pytest.fixture
def place(live: str) -> Town:
    return town()


@pytest.fixture
def speak(live: str, place: Town) -> Iterator[Speak]:
    yield from speakers(live, place.note)


def test_two_writers_converge_and_see_each_other(place: Town, speak: Speak) -> None:
    anna, bo = speak(place.anna).joined(), speak(place.bo).joined()

    anna.type("fra Anna")
    bo.type("fra Bo")
    anna.sees("fra Anna", "fra Bo")
    bo.sees("fra Anna", "fra Bo")

    assert anna.reads() == bo.reads()
    assert anna.until(lambda: len(anna.here) == 2).here == ["Anna Lund", "Bo Dahl"]


def test_what_is_acknowledged_is_in_the_database(place: Town, speak: Speak) -> None:
    anna = speak(place.anna).joined()

    with connection.cursor() as cursor:  # nobody can commit while the note's row is held
        cursor.execute("BEGIN; SELECT 1 FROM notes_note FOR UPDATE")
        update = anna.type("dette er lagret")
        with pytest.raises(TimeoutError):
            anna._read(anna.socket.recv(timeout=0.3))
        cursor.execute("COMMIT")
    anna.saved()

    assert [bytes(row.data) for row in NoteUpdate.objects.filter(author=place.anna)] == [update]


def test_a_database_that_hangs_up_costs_no_letter(place: Town, speak: Speak) -> None:
    anna = speak(place.anna).joined()
    anna.type("før")
    anna.saved()

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    anna.type("etter")
    anna.saved()

    assert NoteUpdate.objects.count() == 2


def test_a_reader_sees_and_is_refused(place: Town, speak: Speak) -> None:
    anna, reader = speak(place.anna).joined(), speak(place.colleague)
    reader.until(lambda: reader.standing == "reading")

    anna.type("kan leses")
    reader.sees("kan leses")
    reader.type("kan ikke skrives")
    anna.type("etterpå")
    reader.standing = None
    reader.until(lambda: reader.standing == "reading").sees("etterpå")

    assert anna.saved().reads() == ["kan leses", "etterpå"]


@pytest.mark.parametrize(("who", "code", "standing"), [("stranger", 4404, "gone"), (None, 4401, "signed_out")])
def test_whoever_may_not_read_is_told_and_closed(
    who: str | None, code: int, standing: str, place: Town, speak: Speak
) -> None:
    outside = speak(getattr(place, who) if who else None)

    assert outside.closed() == code
    assert outside.standing == standing


def test_another_site_cannot_open_the_socket(place: Town, speak: Speak) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        speak(place.anna, origin="https://elsewhere.example")


def test_a_lock_refuses_and_the_key_lets_what_was_kept_in(place: Town, speak: Speak) -> None:
    anna, bo = speak(place.anna).joined(), speak(place.bo).joined()
    anna.type("før")
    bo.sees("før")

    actions.lock(place.note, acting=place.anna, at=AT)
    anna.until(lambda: anna.standing == "locked")
    anna.type("mens det er låst")
    bo.until(lambda: bo.standing == "locked")
    stored = NoteUpdate.objects.count()
    actions.unlock(place.note, acting=place.anna, at=AT)

    assert anna.closed() == protocol.Close.ANEW
    back = speak(place.anna)
    back.doc = anna.doc
    assert "mens det er låst" in back.joined().reads()
    assert NoteUpdate.objects.count() == stored + 1


def test_the_lock_of_another_process_holds_before_it_is_heard_of(place: Town, speak: Speak) -> None:
    """The row is locked behind the server's back: the very next commit refuses, not the next look at the lock."""
    anna, bo = speak(place.anna).joined(), speak(place.bo).joined()

    Note.objects.update(locked_at=AT)
    anna.type("for sent")
    anna.until(lambda: anna.standing == "locked")

    assert not NoteUpdate.objects.filter(author=place.anna).exists()
    assert anna.acked < anna.sent
    assert bo.until(lambda: bo.standing == "locked")


def test_a_seat_that_ends_and_a_session_that_ends_are_noticed(
    place: Town, speak: Speak, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samspill.notes.live.CHECKED_EVERY", 0.0)
    anna, bo = speak(place.anna).joined(), speak(place.bo).joined()

    Membership.objects.filter(person=place.anna).delete()
    Session.objects.filter(pk=bo.key).delete()

    assert anna.until(lambda: anna.standing == "reading")
    assert bo.closed() == protocol.Close.SIGNED_OUT


def test_hostile_frames_never_close_the_room(place: Town, speak: Speak) -> None:
    dice = random.Random(7)
    anna = speak(place.anna).joined()
    good = [anna.type(f"linje {number}", f"block-{number:04}") for number in range(20)]
    anna.saved()

    for _attempt in range(20):
        bad = speak(place.bo).joined()
        with suppress(ConnectionClosed):
            for _frame in range(20):
                bad.socket.send(_mutated(dice, protocol.sync(Sync.TYPED, dice.choice(good))))
            bad.socket.close()
    anna.type("fremdeles her")

    assert speak(place.bo).joined().sees("fremdeles her")
    assert anna.saved()


def test_a_panic_in_the_library_costs_only_the_one_who_caused_it(place: Town, speak: Speak) -> None:
    anna, bad = speak(place.anna).joined(), speak(place.bo).joined()

    for update in PANIC:
        bad.send(update)
    assert bad.closed() == protocol.Close.UNREADABLE
    anna.type("etter")
    anna.saved()

    assert speak(place.bo).joined().sees("etter")


def _mutated(dice: random.Random, frame: bytes) -> bytes:
    wild = bytearray(frame)
    for _change in range(dice.randint(1, 4)):
        wild[dice.randrange(2, len(wild))] = dice.randrange(256)
    return bytes(wild)


def test_an_added_line_reaches_those_who_have_it_open(place: Town, speak: Speak) -> None:
    anna = speak(place.anna).joined()

    actions.append(place.note, FIELD, "uten skript\nto linjer", author=place.bo, at=AT)
    anna.sees("uten skript", "to linjer")

    assert [line.author for line in lines(place.note, FIELD)] == [place.bo, place.bo]


def test_rows_keep_who_began_them(place: Town, speak: Speak) -> None:
    anna, bo = speak(place.anna).joined(), speak(place.bo).joined()
    anna.type("annas", "key-of-anna")
    bo.sees("annas").type("bos", "key-of-bo-00")
    anna.sees("bos").saved()
    bo.saved()

    actions.extract(place.note, AT)

    assert list(lines(place.note).values_list("key", "author__name", "text")) == [
        ("key-of-anna", "Anna Lund", "annas"),
        ("key-of-bo-00", "Bo Dahl", "bos"),
    ]


def test_a_closed_room_is_folded_and_opens_again(place: Town, speak: Speak) -> None:
    anna = speak(place.anna).joined()
    anna.type("en", "key-one-0001")
    anna.type("to", "key-two-0002")
    anna.saved().socket.close()

    _soon(lambda: NoteUpdate.objects.count() == 0)

    assert speak(place.bo).joined().reads() == ["en", "to"]
    assert set(Line.objects.values_list("author", flat=True)) == {place.anna.pk}


def test_whoever_floods_is_sent_away(place: Town, speak: Speak) -> None:
    anna = speak(place.anna).joined()

    with suppress(ConnectionClosed):
        for _frame in range(700):
            anna.socket.send(protocol.sync(Sync.TYPED, b"\x00\x00"))

    assert anna.closed() == protocol.Close.TOO_FAST
    assert anna.standing == "too_fast"


def _soon(true: Callable[[], bool]) -> None:
    """Wait for what the server does on its own after the answer."""
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.02)
