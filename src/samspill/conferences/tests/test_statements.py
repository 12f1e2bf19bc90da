"""What becomes of a group's statements when phones send ops: once, twice, late, and two at the same time."""

from __future__ import annotations

import random
from uuid import UUID, uuid4

import pytest

from samspill.conferences.statements import LONGEST, MOST, Op, Sheet, UnreadableError, read_ops

A, B = uuid4(), uuid4()


def write(text: str, uid: UUID = A, base: int = 0) -> Op:
    return Op(uuid4(), "write", uid, base, text)


def texts(sheet: Sheet) -> list[str]:
    standing = [one for one in sheet.there.values() if not one.removed]
    return [one.text for one in sorted(standing, key=lambda one: one.place)]


def laid(*ops: Op) -> Sheet:
    sheet = Sheet({})
    for op in ops:
        sheet.lay(op)
    return sheet


def test_what_is_sent_twice_is_kept_once() -> None:
    op = write("One")
    sheet = laid(op, op)

    assert texts(sheet) == ["One"]
    assert sheet.there[A].version == 1


def test_an_answer_that_got_lost_makes_no_second_text() -> None:
    """The first edit arrived, its answer did not, another phone changed the text, and the edit comes once more."""
    edit = write("Mine", base=1)
    sheet = laid(write("One"), edit, write("Theirs", base=2), edit)

    assert texts(sheet) == ["Theirs"]


def test_two_texts_for_one_statement_both_stay() -> None:
    sheet = laid(write("One"), write("First phone", base=1))
    late = write("Second phone", base=1)

    answer = sheet.lay(late)

    assert (answer.state, answer.uid) == ("beside", late.id)
    assert texts(sheet) == ["First phone", "Second phone"]
    assert sheet.there[late.id].beside == A


def test_three_texts_stand_beside_the_same_first() -> None:
    sheet = laid(write("One"), write("Two", base=1))
    second = write("Three", base=1)
    sheet.lay(second)

    third = Op(uuid4(), "write", second.id, 0, "Four")
    sheet.lay(third)

    assert sheet.there[third.id].beside == A


def test_a_group_settles_which_text_counts() -> None:
    sheet = laid(write("One"), write("First", base=1))
    late = write("Second", base=1)
    sheet.lay(late)

    sheet.lay(Op(uuid4(), "take", late.id))

    assert texts(sheet) == ["Second"]
    assert sheet.there[A].text == "Second"


def test_both_texts_may_stand_alone() -> None:
    sheet = laid(write("One"), write("First", base=1))
    late = write("Second", base=1)
    sheet.lay(late)

    sheet.lay(Op(uuid4(), "part", late.id))

    assert sheet.there[late.id].beside is None


def test_what_somebody_changed_meanwhile_is_not_removed() -> None:
    sheet = laid(write("One"), write("Better", base=1))

    answer = sheet.lay(Op(uuid4(), "remove", A, 1))

    assert (answer.state, answer.version) == ("stays", 2)
    assert texts(sheet) == ["Better"]


def test_a_change_brings_back_what_another_phone_removed() -> None:
    sheet = laid(write("One"), Op(uuid4(), "remove", A, 1), write("One, and why", base=1))

    assert texts(sheet) == ["One, and why"]


def test_an_order_changes_no_version() -> None:
    sheet = laid(write("One", A), write("Two", B), Op(uuid4(), "order", order=(B, A, uuid4())))

    assert texts(sheet) == ["Two", "One"]
    assert sheet.there[A].version == 1


@pytest.mark.parametrize(("text", "why"), [("", "empty"), ("x" * (LONGEST + 1), "too_long")])
def test_what_cannot_be_a_statement_is_refused(text: str, why: str) -> None:
    answer = Sheet({}).lay(write(text))

    assert (answer.state, answer.why) == ("refused", why)


def test_another_groups_statement_is_not_touched() -> None:
    answer = Sheet({}, elsewhere={A}).lay(write("Mine now"))

    assert answer.state == "refused"


def test_a_note_has_an_end() -> None:
    sheet = laid(*(write("x", uuid4()) for _each in range(MOST)))

    assert sheet.lay(write("One more", uuid4())).why == "too_many"


def test_no_text_is_ever_lost_whatever_order_phones_send_in() -> None:
    dice = random.Random(5)
    for _round in range(200):
        sheet, sent = Sheet({}), set()
        seen = dict.fromkeys(range(3), 0)
        for number in range(12):
            phone = dice.randrange(3)
            text = f"{phone}-{number}"
            sent.add(text)
            before = sheet.there.get(A)
            read = before is not None and seen[phone] == before.version
            answer = sheet.lay(write(text, base=seen[phone]))
            if read and before:
                sent.discard(before.text)  # changed by somebody who had read it
            if dice.random() < 0.5:
                seen[phone] = sheet.there[A].version
            assert answer.state in ("kept", "beside")
        assert sent == set(texts(sheet))


@pytest.mark.parametrize(
    "said",
    [
        None,
        {},
        ["x"],
        [{"do": "write"}],
        [{"op": "x", "do": "write", "uid": str(A)}],
        [{"op": str(B), "do": "drop", "uid": str(A)}],
        [{"op": str(B), "do": "write", "uid": str(A), "text": 7}],
        [{"op": str(B), "do": "order", "order": "abc"}],
        [{"op": str(B), "do": "order", "order": [7]}],
    ],
)
def test_what_no_phone_of_ours_sends_is_not_read(said: object) -> None:
    with pytest.raises(UnreadableError):
        read_ops(said, ())


def test_a_level_the_method_does_not_know_is_left_out() -> None:
    sent = {"op": str(B), "do": "write", "uid": str(A), "text": " One \n two\x00 ", "level": "none-such"}

    (op,) = read_ops([sent], {"prevention"})

    assert (op.text, op.level) == ("One two", "")
