"""What went wrong with a mail and what to do, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from samspill.delivery.incoming import Problem
from samspill.delivery.models import Reason, State
from samspill.delivery.reading import Fault


@dataclass(frozen=True, slots=True)
class Said:
    what: Any
    do: Any


STATES: Mapping[str, Any] = {
    State.WAITING: _("waiting"),
    State.SENT: _("sent"),
    State.FAILED: _("failed"),
    State.BOUNCED: _("came back"),
    State.WITHHELD: _("withheld"),
}
REASONS: Mapping[str, Said] = {
    Reason.NO_ADDRESS: Said(
        _("No e-mail address is known."), _("Write the address on the person's page, then send again.")
    ),
    Reason.BAD_ADDRESS: Said(
        _("The e-mail address is not one."), _("Mend the address on the person's page, then send again.")
    ),
    Reason.NO_SERVER: Said(
        _("Samspill has no mail server."), _("Ask whoever runs Samspill to set one, then send again.")
    ),
    Reason.UNREACHABLE: Said(
        _("The mail server did not answer for a day."), _("Ask whoever runs the mail server, then send again.")
    ),
    Reason.NOT_NOW: Said(
        _("The mail server put it off for a day."), _("Ask whoever runs the mail server, then send again.")
    ),
    Reason.REFUSED: Said(
        _("The mail server refused it."), _("See whether the address on the person's page is right, then send again.")
    ),
    Reason.BOUNCED: Said(
        _("It came back: it was not delivered."),
        _("See whether the address on the person's page is right, then send again."),
    ),
}
AGAIN: Mapping[str, Any] = {
    Reason.UNREACHABLE: _("The mail server does not answer. Samspill tries again by itself."),
    Reason.NOT_NOW: _("The mail server asks to wait. Samspill tries again by itself."),
}
PROBLEMS: Mapping[str, Said] = {
    Problem.OTHER: Said(_("A mail to Samspill that a person should read."), _("Read it, and answer if need be.")),
    Problem.COUNTER: Said(
        _("Somebody proposes another time for a meeting."), _("Tell whoever leads the meeting, who may move it.")
    ),
    Problem.NO_UID: Said(
        _("An answer to an invitation that does not say to which."),
        _("Ask the sender to answer on the meeting's page."),
    ),
    Problem.UNKNOWN_UID: Said(
        _("An answer to an invitation that Samspill has not sent."), _("Nothing need be done unless the sender asks.")
    ),
    Problem.FORGED: Said(
        _("An answer for somebody else than the sender."),
        _("It does not count. If the sender has two addresses, write the one in use on the person's page."),
    ),
    Problem.NOT_INVITED: Said(
        _("An answer from somebody who was not invited."),
        _("Tell whoever leads the meeting, who may invite the sender."),
    ),
    Problem.NOT_TAKEN: Said(
        _("An answer to a meeting that no longer takes answers."), _("Nothing need be done unless the sender asks.")
    ),
    Problem.BROKEN_CALENDAR: Said(
        _("A calendar file that cannot be read."), _("Ask the sender to answer on the meeting's page.")
    ),
    Problem.UNKNOWN_BOUNCE: Said(
        _("A mail came back, but not which one."),
        _("Look at the address in the text, and mend it on the person's page."),
    ),
    Problem.TOO_LARGE: Said(
        _("A mail of more than 10 MB, which is not read."), _("Ask the sender to send it to a person instead.")
    ),
}
FAULTS: Mapping[str, Any] = {
    Fault.TOO_LARGE: _("The file is larger than 10 MB. Export a shorter time."),
    Fault.NO_CALENDAR: _("This is not a calendar file. Accepted: iCalendar, a file that ends in .ics."),
    Fault.BROKEN_PART: _("A part of the file is broken and was left out."),
    Fault.BROKEN_LINE: _("A line of the file is broken and was left out."),
    Fault.UNKNOWN_ZONE: _("The time zone is unknown; the time is taken as local."),
    Fault.NO_UID: _("An event has no identity (UID), so that it cannot be followed when it changes."),
    Fault.NO_START: _("An event has no start and was left out."),
    Fault.BACKWARDS: _("An event ends before it begins."),
}


def reason_of(reason: str) -> Said:
    return REASONS.get(reason, Said("", ""))
