from datetime import date

from samspill.wheel.slimming import slimmed

FIRST, LAST = date(2026, 8, 1), date(2028, 7, 31)


def event(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]).encode()


def kept(*lines: str) -> bytes:
    return slimmed(event(*lines), FIRST, LAST)


def test_what_is_over_or_far_ahead_is_not_read() -> None:
    assert b"VEVENT" not in kept("DTSTART:20240301T080000Z", "DTEND:20240301T090000Z")
    assert b"VEVENT" not in kept("DTSTART;VALUE=DATE:20291001")


def test_what_reaches_into_the_years_or_comes_again_is_read() -> None:
    began = ("DTSTART;VALUE=DATE:20260720", "DTEND;VALUE=DATE:20260810")
    weekly = ("DTSTART:20200101T080000Z", "RRULE:FREQ=WEEKLY")
    moved = ("DTSTART:20200101T080000Z", "RECURRENCE-ID:20270101T080000Z")

    assert all(kept(*one) == event(*one) for one in (began, weekly, moved))


def test_what_cannot_be_told_is_left_to_the_reader() -> None:
    odd = ('DTSTART;TZID="GMT+01:00":20200101T080000', "SUMMARY:Odd")

    assert kept(*odd) == event(*odd)
    assert slimmed(b"BEGIN:VEVENT\r\nSUMMARY:No end", FIRST, LAST) == b"BEGIN:VEVENT\r\nSUMMARY:No end"


def test_people_notes_and_alarms_are_left_out() -> None:
    found = kept(
        "UID:1", "DTSTART:20270101T080000Z", "DESCRIPTION:Long", " and folded", "ATTENDEE;CN=Ola:mailto:o@x.example",
        "BEGIN:VALARM", "TRIGGER:-PT15M", "END:VALARM", "SUMMARY:Sea",
    )  # fmt: skip

    assert found == event("UID:1", "DTSTART:20270101T080000Z", "SUMMARY:Sea")
