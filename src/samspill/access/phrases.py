"""Every word, hat, place and state of the table in the reader's language. A test holds that none is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Permit, table

# What somebody may do, to be put after “You may …”.
WORDS: Mapping[str, Any] = {
    "municipality.read": _("see the municipality"),
    "municipality.set_up": _("set up the municipality"),
    "unit.read": _("see the school or service"),
    "unit.set_up": _("set up the school or service"),
    "unit.read_people": _("see who works at the school or service"),
    "person.read": _("see this person"),
    "person.change": _("change what is written about this person"),
    "person.invite": _("invite this person to sign in"),
    "arena.read": _("see this arena"),
    "arena.change": _("change who sits in this arena"),
    "arena.name_representative": _("name who represents a service in this arena"),
    "contacts.read": _("see the contact list"),
    "contacts.review": _("say that the contact list has been looked through"),
    "meeting.read": _("see the meetings of this arena"),
    "busy.keep": _("keep the calendar that busy times are read from"),
    "feed.keep": _("keep this calendar address"),
    "meeting.reply": _("say whether you come to this meeting"),
    "meeting.prepare": _("call and prepare meetings of this arena"),
    "item.submit": _("hand in a matter to this arena"),
    "item.read": _("see this matter"),
    "item.withdraw": _("take this matter back"),
    "item.sort": _("answer what is handed in and order the agenda"),
    "minutes.write": _("write in the minutes"),
    "minutes.share": _("share the minutes"),
    "minutes.read": _("read the minutes"),
    "followup.read": _("see this follow-up"),
    "followup.change": _("change or tick off this follow-up"),
    "measure.read": _("see this measure"),
    "measure.propose": _("propose something here"),
    "measure.edit": _("change this proposal"),
    "measure.steer": _("decide how this measure goes on"),
    "measure.answer": _("answer a proposal for this arena"),
    "measure.plan": _("change the plan of this measure"),
    "measure.evaluate": _("evaluate this measure"),
    "log.read": _("read the log"),
    "log.write": _("write in the log"),
    "project_log.read": _("read the leader's log of the project"),
    "project_log.write": _("write in the leader's log of the project"),
    "practice.check": _("say whether this practice is still alive"),
    "conference.read": _("see this conference"),
    "conference.plan": _("plan this conference"),
    "conference.run": _("lead this conference on its day"),
    "conference.analyse": _("work with what was said at this conference"),
    "clarification.read": _("see this clarification"),
    "clarification.raise": _("ask for a clarification"),
    "clarification.report": _("report this clarification to the school owner"),
    "clarification.settle": _("call the meeting about this clarification and answer it"),
    "clarification.withdraw": _("withdraw this clarification"),
    "guidance.invite": _("invite the guidance team and choose what it sees"),
    "guidance.end": _("end this invitation"),
    "guidance.read": _("read what the school and the guidance team say to each other"),
    "guidance.comment": _("comment beside the plan as a critical friend"),
    "guidance.ask": _("ask the guidance team and answer its comments"),
    "guidance.rewrite": _("change what is written here"),
    "guidance.note_lead": _("say who designed and led this conference"),
    "overall.read": _("read the overall plan"),
    "overall.write": _("write the overall plan"),
    "overall.answer": _("say what this arena thinks of the overall plan"),
    "overall.adopt": _("adopt the overall plan"),
    "project.read": _("see the project"),
    "project.set_up": _("set up the project"),
    "project.adapt": _("adapt the method"),
    "plan.read": _("see the plan"),
    "plan.change": _("change the plan"),
    "plan.record_held": _("record that an activity was held"),
    "activity.read": _("see this activity in the year wheel"),
    "activity.change": _("add and change activities in the year wheel"),
    "wheel.show": _("show the year wheel to everybody"),
    "yearplan.read": _("see the plan of the year"),
    "yearplan.change": _("plan the meetings of the year"),
    "absence.change": _("say when this person can come and when not"),
    "board.read": _("see the requirement board"),
    "board.depart": _("give a reason for doing something otherwise"),
    "board.judge": _("write down how the team itself judges a requirement"),
    "board.release": _("show the requirement board to the school owner"),
    "board.overview": _("see which schools show their board and ask for support"),
    "board.answer": _("answer what a school asks for"),
    "import.run": _("bring in registers, calendars and people from files"),
    "journal.read": _("read the journal"),
    "operations.read": _("see whether mail and other work in the background goes well"),
    "operations.retry": _("try mail and other work again that went wrong"),
}
HATS: Mapping[str, Any] = {
    "anyone": _("everybody with a place"),
    "owner": _("school owner"),
    "administrator": _("administrator"),
    "school-leader": _("school leader"),
    "service-head": _("head of service"),
    "staff": _("everybody who works"),
    "guidance": _("member of the guidance team"),
    "researcher": _("researcher"),
    "arena-lead": _("leader of the arena"),
    "member": _("member of the arena"),
    "guest": _("guest of the arena"),
}
# The same hats, to be put after “because you …”.
WEARING: Mapping[str, Any] = {
    "owner": _("are school owner"),
    "administrator": _("are administrator"),
    "school-leader": _("are school leader"),
    "service-head": _("are head of service"),
    "staff": _("work"),
    "guidance": _("are in the guidance team"),
    "researcher": _("are researcher"),
    "arena-lead": _("lead the arena"),
    "member": _("are a member"),
    "guest": _("are a guest"),
}
# An arena's hats name the arena themselves.
PLACES: Mapping[str, Any] = {
    "municipality": _("in the municipality"),
    "unit": _("at that school or service"),
    "arena": "",
    "self": _("the person it is about"),
}
STATES: Mapping[str, Any] = {
    "released": _("when the school has shown its board"),
    "municipal": _("when it is the municipality's own board"),
    "opened": _("when the school has opened it to the guidance team"),
    "general": _("when the answer goes to all schools"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One action of the table, ready to read aloud."""

    word: str
    may: str
    who: tuple[str, ...]


def spoken(permit: Permit) -> str:
    """One line of the table: “school leader at that school or service”."""
    if permit.place == "self":
        return str(PLACES["self"])
    who = f"{HATS[permit.hat]} {PLACES[permit.place]}".strip()
    return who if permit.state is None else f"{who}, {STATES[permit.state]}"


def covers(wider: Permit, line: Permit) -> bool:
    """Whether whoever `line` names is named by `wider` already: every leader of a school works there, for one."""
    if wider == line or wider.state is not None:
        return False
    if wider.hat == "anyone" and wider.place == "municipality":
        return line.place != "self"
    narrower = {"staff": ("school-leader", "service-head", "owner", "administrator"), "member": ("arena-lead",)}
    return wider.place == line.place and line.hat in narrower.get(wider.hat, ())


def shortest(lines: Sequence[Permit]) -> list[Permit]:
    """The lines that say it all."""
    return [line for line in lines if not any(covers(wider, line) for wider in lines)]


def who_may() -> list[Row]:
    """The whole table in the order it is written."""
    return [Row(word, str(WORDS[word]), tuple(map(spoken, shortest(lines)))) for word, lines in table().items()]
