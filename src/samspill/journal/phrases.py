"""What a reader of the journal reads for each verb, each kind of thing and each field."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PHRASES = {
    "arena.changed": _("Changed the arena"),
    "arena.contacts_read": _("Read the contact list"),
    "arena.contacts_reviewed": _("Looked through the contact list"),
    "arena.opened": _("Opened the arena"),
    "arena.seat_changed": _("Changed a seat"),
    "arena.seat_ended": _("Ended a seat"),
    "arena.seated": _("Gave a seat"),
    "board.departed": _("Gave a reason for doing otherwise than a requirement says"),
    "board.departure_ended": _("Said from when a requirement is followed again"),
    "board.released": _("Showed the requirement board to the school owner"),
    "board.support_answered": _("Answered a support need"),
    "board.support_asked": _("Asked the school owner for support"),
    "board.taken_back": _("Took the requirement board back"),
    "calendar.followed": _("Let the school follow the school days of the municipality"),
    "calendar.set": _("Set the school days"),
    "followup.changed": _("Changed a follow-up"),
    "followup.done": _("Ticked off a follow-up"),
    "followup.dropped": _("Dropped a follow-up"),
    "followup.promised": _("Wrote down a follow-up"),
    "followup.reopened": _("Took up a follow-up again"),
    "import.calendar": _("Imported a school route"),
    "import.people": _("Imported people"),
    "import.schools": _("Imported schools"),
    "item.added": _("Put a matter on the agenda"),
    "item.submitted": _("Handed in a matter"),
    "meeting.called": _("Called a meeting"),
    "municipality.changed": _("Changed the municipality"),
    "municipality.made": _("Added the municipality"),
    "municipality.people_read": _("Read the list of people in the municipality"),
    "person.accepted_invitation": _("Accepted the invitation"),
    "person.added": _("Added a person"),
    "person.changed": _("Changed a person"),
    "person.invited": _("Invited a person"),
    "person.read": _("Read a person's page"),
    "plan.activity_added": _("Added an own activity to the plan"),
    "plan.called_off": _("Called off an activity"),
    "plan.held": _("Recorded that an activity was held"),
    "plan.held_undone": _("Took back that an activity was held"),
    "plan.laid": _("Laid the plan on the school days"),
    "plan.moved": _("Moved an activity"),
    "plan.responsible_set": _("Named who is responsible for an activity"),
    "position.changed": _("Changed a position"),
    "position.ended": _("Ended a position"),
    "position.taken": _("Gave a position"),
    "project.adaptation_withdrawn": _("Withdrew an adaptation of the method"),
    "project.adapted": _("Adapted the method"),
    "project.joined": _("Let a school or service join the project"),
    "project.left": _("Let a school or service leave the project"),
    "project.service_contacted": _("Recorded that a service was contacted"),
    "project.started": _("Started the project"),
    "unit.added": _("Added a school or service"),
    "unit.changed": _("Changed a school or service"),
    "unit.people_read": _("Read the list of people at a school or service"),
}
KINDS = {
    "arenas.arena": pgettext_lazy("kind of thing in the journal", "arena"),
    "arenas.membership": pgettext_lazy("kind of thing in the journal", "seat in an arena"),
    "calendars.calendar": pgettext_lazy("kind of thing in the journal", "school days"),
    "followups.followup": pgettext_lazy("kind of thing in the journal", "follow-up"),
    "insight.departure": pgettext_lazy("kind of thing in the journal", "reason for doing otherwise"),
    "insight.release": pgettext_lazy("kind of thing in the journal", "requirement board"),
    "insight.supportneed": pgettext_lazy("kind of thing in the journal", "support need"),
    "meetings.item": pgettext_lazy("kind of thing in the journal", "matter"),
    "meetings.meeting": pgettext_lazy("kind of thing in the journal", "meeting"),
    "meetings.outcome": pgettext_lazy("kind of thing in the journal", "outcome"),
    "meetings.series": pgettext_lazy("kind of thing in the journal", "series of meetings"),
    "people.municipality": pgettext_lazy("kind of thing in the journal", "municipality"),
    "people.person": pgettext_lazy("kind of thing in the journal", "person"),
    "people.position": pgettext_lazy("kind of thing in the journal", "position"),
    "people.unit": pgettext_lazy("kind of thing in the journal", "school or service"),
    "projects.adaptation": pgettext_lazy("kind of thing in the journal", "adaptation of the method"),
    "projects.participation": pgettext_lazy("kind of thing in the journal", "taking part in the project"),
    "projects.project": pgettext_lazy("kind of thing in the journal", "project"),
    "projects.servicecontact": pgettext_lazy("kind of thing in the journal", "contact with a service"),
    "wheel.occasion": pgettext_lazy("kind of thing in the journal", "activity of the plan"),
}
FIELDS = {
    "accessibility_statement": _("accessibility statement"),
    "address": _("address"),
    "answer": _("answer"),
    "calendar": _("school days"),
    "called_off": _("reason for calling off"),
    "changed": _("changed"),
    "colour": _("colour"),
    "contacts_reviewed": _("contact list looked through"),
    "deputy": _("deputy"),
    "email": _("e-mail"),
    "grades": _("grades"),
    "held_on": _("held on"),
    "highest_grade": _("highest grade"),
    "language": _("language"),
    "leads": _("leads the arena"),
    "lowest_grade": _("lowest grade"),
    "mandate": _("mandate"),
    "minutes": _("length in minutes"),
    "name": _("name"),
    "new": _("new"),
    "number": _("municipality number"),
    "occasions": _("activities in the plan"),
    "on": _("planned for"),
    "organisation_number": _("organisation number"),
    "other_names": _("other official names"),
    "ownership": _("ownership"),
    "phone": _("phone"),
    "profession": _("profession"),
    "responsible": _("responsible"),
    "role": _("place"),
    "service": _("kind of service"),
    "since": _("first day"),
    "until": _("last day"),
    "weekdays": _("days at the school"),
}


def phrase_of(verb: str) -> str:
    """The sentence for a verb; one that is no longer in the code is shown by its code."""
    return str(PHRASES.get(verb, verb))


def thing_kind(label: str) -> str:
    return str(KINDS.get(label, label))


def field_name(name: str) -> str:
    """A field's name; the path of an adaptation is its own name."""
    return str(FIELDS.get(name, name))
