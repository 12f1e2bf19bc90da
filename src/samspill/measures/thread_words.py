"""What each station of the red thread says to its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from samspill.access.gate import may
from samspill.arenas.models import Arena
from samspill.measures.models import Answer, LogEntry, Measure, Source
from samspill.measures.reader import Matter, Reader
from samspill.measures.thread_bridge import Stop
from samspill.measures.thread_queries import part_of
from samspill.measures.words import NEEDS, phase_name
from samspill.people.addresses import address

SHORT = 160
MOST_ENTRIES = 40  # of one log: the rest is one link away


@dataclass(frozen=True, slots=True)
class Note:
    """One of several things at a station: an answer, an entry of the log."""

    title: str
    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A station in words. `whose` is the other measure it belongs to; `label` is what stands in the picture."""

    key: str
    kind: str
    on: date | None
    icon: str
    title: str
    label: str = ""
    who: str = ""
    text: str = ""
    url: str = ""
    matter: Matter | None = None
    facts: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    folded: str = ""  # what the notes are called while they are folded
    whose: Measure | None = None


def told(stop: Stop, reader: Reader) -> Told:
    """A station in the reader's language."""
    made = _TELL[stop.kind](stop, reader)
    return replace(made, label=made.label or made.title)


def shorten(text: str, letters: int = SHORT) -> str:
    return Truncator(text).chars(letters)


def _frame(stop: Stop, icon: str, title: str, **more: Any) -> Told:
    return Told(stop.key, stop.kind, stop.on, icon, title, **more)


def _statement(stop: Stop, reader: Reader) -> Told:
    said = stop.rows[0]
    place = said.arena or said.origin_name
    title = _("Said in %(place)s") % {"place": place} if place else _("Said")
    matter = reader.matter(said.item)
    return _frame(stop, "chat", title, label=_("Said"), text=said.text, url=said.get_absolute_url(), matter=matter)


def _proposal(stop: Stop, reader: Reader) -> Told:
    one: Measure = stop.rows[0]
    return _frame(
        stop,
        "flag",
        _("Proposed: %(title)s") % {"title": one.title},
        label=_("Proposed"),
        who=reader.name(one.proposed_by, one),
        text=one.reason,
        url=one.get_absolute_url(),
        matter=reader.matter(one.source_item),
        facts=(origin(one),) if one.source != Source.PERSON else (),
    )


def origin(measure: Measure) -> str:
    """Where a proposal comes from, with what it was called that day."""
    holes = {"source": measure.get_source_display(), "name": measure.source_name}
    return _("Comes from %(source)s: %(name)s") % holes if measure.source_name else _("Comes from %(source)s") % holes


def _taken_in(stop: Stop, reader: Reader) -> Told:
    descent, parent = stop.rows
    title = _("Takes in another proposal: %(title)s") % {"title": parent.title} if parent else _("Takes in another")
    who = reader.name(descent.by, stop.measure)
    url = address("measures:thread", parent.pk) if parent else ""
    return _frame(stop, "add", title, label=_("Takes in"), who=who, text=descent.reason, url=url)


def _fate(stop: Stop, _reader: Reader) -> Told:
    one: Measure = stop.rows[0]
    titles = {
        "parked": _("Parked"),
        "merged": _("Goes on in another"),
        "split": pgettext("station of the red thread", "Split into several"),
        "forum": _("Sent to be clarified"),
    }
    return _frame(stop, "inbox" if one.fate == "parked" else "arrow-right", titles[one.fate], text=one.fate_reason)


def _clarification(stop: Stop, reader: Reader) -> Told:
    """What was sent to be clarified; the answer for whoever may read it there."""
    case = stop.rows[0]
    opens = may(reader.request, case, "clarification.read")
    answered = _("Answered on %(day)s") % {"day": date_format(case.answered_on)} if case.answered_on else ""
    return _frame(
        stop,
        "question",
        _("To be clarified: %(title)s") % {"title": case.title},
        label=_("Clarification"),
        text=case.answer if opens else "",
        url=case.get_absolute_url() if opens else "",
        facts=(answered or _("No answer yet"),),
    )


def _analysed(stop: Stop, reader: Reader) -> Told:
    return _step(stop, reader, "eye")


def _step(stop: Stop, reader: Reader, icon: str = "arrow-right") -> Told:
    """A step that is a station by itself, by the method's name for where it leads."""
    step, measure = stop.rows[0], stop.measure
    assert measure is not None
    return _frame(
        stop,
        "deviates" if step.deviates else icon,
        phase_name(measure.project, step.after),
        who=reader.name(step.by, measure),
        text=step.reason,
        matter=reader.matter(step.item),
        facts=(_otherwise(step.missing),) if step.deviates else (),
    )


def _otherwise(missing: Iterable[str]) -> str:
    lacked = "; ".join(str(NEEDS[need]) for need in missing if need in NEEDS)
    return _("Without: %(missing)s") % {"missing": lacked} if lacked else _("Otherwise than the method says")


def _tryout(stop: Stop, reader: Reader) -> Told:
    plain = _step(stop, reader, "repeat" if stop.round > 1 else "method")
    measure = stop.measure
    assert measure is not None
    title = _("The try-out begins") if stop.round == 1 else _("Tried out once more")
    parts = [one.person.name for one in part_of(measure, "participants")]
    many = ngettext("%(count)s takes part", "%(count)s take part", len(parts)) % {"count": len(parts)}
    taking = _("Take part: %(names)s") % {"names": ", ".join(parts)} if reader.log(measure) else many
    led = (_("Coordinator: %(name)s") % {"name": measure.coordinator.name},) if measure.coordinator else ()
    return replace(plain, title=title, label=_("Try-out"), facts=(*plain.facts, *led, *((taking,) if parts else ())))


def _hearing(stop: Stop, reader: Reader) -> Told:
    asked: tuple[Answer, ...] = stop.rows
    heard = [one for one in asked if one.stance]
    holes = {"heard": len(heard), "asked": len(asked)}
    title = _("Heard: %(heard)s of %(asked)s have answered") % holes
    inside = reader.names(stop.measure)
    notes = tuple(Note(f"{one.arena}: {_stance(one)}", one.reason if inside else "") for one in asked)
    return _frame(stop, "people", title, label=_("Heard"), notes=notes, folded=_("The answers"))


def _stance(one: Answer) -> str:
    return str(one.get_stance_display()) if one.stance else _("no answer yet")


def _plan(stop: Stop, _reader: Reader) -> Told:
    plan = stop.rows[0]
    arena: Arena | None = plan.main_arena
    facts = (_("Main arena: %(arena)s") % {"arena": arena},) if arena else ()
    return _frame(stop, "plan", _("Planned"), text=plan.goal, facts=facts, url=plan.measure.get_absolute_url())


def _decision(stop: Stop, reader: Reader) -> Told:
    made = stop.rows[0]
    who = str(made.arena) if made.arena else reader.name(made.by, stop.measure)
    facts = (_("Why: %(reasons)s") % {"reasons": made.reasons},) if made.reasons else ()
    title = _("Decided: %(verdict)s") % {"verdict": made.get_verdict_display()}
    return _frame(
        stop,
        "check-circle",
        title,
        label=_("Decided"),
        who=who,
        text=made.conclusion,
        matter=reader.matter(made.item),
        facts=facts,
    )


def _log(stop: Stop, reader: Reader) -> Told:
    entries: tuple[LogEntry, ...] = stop.rows
    measure = stop.measure
    assert measure is not None
    count = ngettext("Logged: %(count)s entry", "Logged: %(count)s entries", len(entries)) % {"count": len(entries)}
    adjusting = [one for one in entries if one.adjusts]  # type: ignore[attr-defined]
    changed = ngettext("%(count)s led to an adjustment", "%(count)s led to adjustments", len(adjusting))
    facts = [_span(entries), changed % {"count": len(adjusting)}] if adjusting else [_span(entries)]
    notes = tuple(_entry(one, reader) for one in adjusting[:MOST_ENTRIES]) if reader.log(measure) else ()
    folded = _("What was adjusted")
    return _frame(stop, "journal", count, label=_("Logged"), facts=tuple(facts), notes=notes, folded=folded)


def _entry(one: LogEntry, reader: Reader) -> Note:
    name = reader.name(one.author, one.measure)
    return Note(" · ".join(filter(None, [date_format(one.on), name])), one.adjusted, one.get_absolute_url())


def _span(entries: tuple[LogEntry, ...]) -> str:
    first, last = date_format(entries[0].on), date_format(entries[-1].on)
    return _("From %(first)s to %(last)s") % {"first": first, "last": last} if first != last else first


def _evaluation(stop: Stop, reader: Reader) -> Told:
    made = stop.rows[0]
    title = _("Evaluated by %(judge)s") % {"judge": made.get_judge_display()}
    facts = [_("What did not work: %(text)s") % {"text": made.did_not_work}] if made.did_not_work else []
    if made.representative and stop.measure and reader.log(stop.measure):
        facts.append(_("For those who tried it: %(name)s") % {"name": made.representative.name})
    who = str(made.arena) if made.arena else reader.name(made.by, stop.measure)
    return _frame(
        stop,
        "board",
        title,
        label=_("Evaluated"),
        who=who,
        text=made.worked or made.experience,
        matter=reader.matter(made.item),
        facts=tuple(facts),
    )


def _practice(stop: Stop, reader: Reader) -> Told:
    plain = _step(stop, reader, "star")
    measure = stop.measure
    assert measure is not None
    practice = getattr(measure, "practice", None)
    owner = reader.name(practice.owner, measure) if practice else ""
    facts = (_("Answers for it: %(name)s") % {"name": owner},) if owner else ()
    url = address("measures:why", measure.pk)
    text = practice.description if practice else ""
    return replace(plain, text=text or plain.text, facts=(*plain.facts, *facts), url=url)


def _recheck(stop: Stop, reader: Reader) -> Told:
    check = stop.rows[0]
    holes = {"using": check.using, "concerned": check.concerned}
    share = _("%(using)s of %(concerned)s use it") % holes if check.using is not None and check.concerned else ""
    done = _("Still done by: %(who)s") % {"who": check.still_done_by} if check.still_done_by else ""
    facts = tuple(filter(None, [share, done]))
    who = reader.name(check.by, stop.measure)
    return _frame(stop, "repeat", _("Looked at again"), who=who, text=check.word, facts=facts)


_TELL: Mapping[str, Callable[[Stop, Reader], Told]] = {
    "statement": _statement,
    "proposal": _proposal,
    "taken-in": _taken_in,
    "fate": _fate,
    "clarification": _clarification,
    "analysed": _analysed,
    "step": _step,
    "hearing": _hearing,
    "plan": _plan,
    "decision": _decision,
    "outcome": _decision,
    "try-out": _tryout,
    "log": _log,
    "evaluation": _evaluation,
    "practice": _practice,
    "re-check": _recheck,
    "stopped": _step,
    "declined": _step,
}
