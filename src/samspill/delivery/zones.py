"""The three time zones of the house as every calendar program knows them: two rules each, not a list of dates."""

from __future__ import annotations

from icalendar import Timezone

# All three have kept the European Union's summer time since 1996; nobody plans meetings before that.
NAMES = ("Europe/Oslo", "Europe/Copenhagen", "Europe/Stockholm")
RULES = """BEGIN:VTIMEZONE
TZID:{name}
X-LIC-LOCATION:{name}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def zone(name: str) -> Timezone:
    made = Timezone.from_ical(RULES.format(name=name).replace("\n", "\r\n"))
    assert isinstance(made, Timezone)
    return made
