"""“Why do we do this?”: at most four sentences, put together from the red thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.measures.models import Decision, Evaluation, Judge, LogEntry, Measure, Recheck, Statement, Verdict
from samspill.measures.reader import Reader
from samspill.measures.shown import crumbs
from samspill.measures.thread_bridge import Stop, Way, tryouts, way_of
from samspill.measures.thread_pages import methods_of, open_kin
from samspill.measures.thread_queries import kin_of, part_of
from samspill.measures.thread_words import shorten
from samspill.measures.words import phase_name
from samspill.methods.schema import Method
from samspill.people.asking import Asked
from samspill.people.panels import Crumb


def why_page(request: Asked, measure: Measure) -> dict[str, Any]:
    reader = Reader(request)
    kin = open_kin(reader, kin_of([measure.pk], measure.unit, measure.project))
    methods = methods_of(kin.measures)
    whole = next(one for one in kin.measures if one.pk == measure.pk)
    way = way_of(whole, kin, methods)
    practice = getattr(whole, "practice", None)
    return {
        "measure": whole,
        "phase": phase_name(whole.project, whole.phase),
        "practice": practice,
        "owner": reader.name(practice.owner, whole) if practice else "",
        "sentences": tuple(sentences(whole, methods[whole.project_id], way, reader)),
        "said": [stop.rows[0] for stop in _of(way, "statement")],
        "title": _("Why do we do this?"),
        "crumbs": (*crumbs(whole), Crumb(whole.title, whole.get_absolute_url())),
    }


def sentences(measure: Measure, method: Method, way: Way, reader: Reader) -> Iterator[str]:
    """Where it comes from, why it was decided, how it was tried, that it lives: each only where there is a trace."""
    yield _origin(measure, [stop.rows[0] for stop in _of(way, "statement")], reader)
    if decision := _last(part_of(measure, "decisions"), verdict=Verdict.START):
        yield _decided(decision)
    if measure.tried_on:
        yield _tried(measure, method)
    if measure.practice_on:
        yield _alive(measure)


def _of(way: Way, kind: str) -> list[Stop]:
    """The stations of one kind that a thread passes, in reading order."""
    return [way.stops[station.key] for station in way.thread.stations if station.kind == kind]


def _last(rows: Any, **wanted: str) -> Any:
    """The latest of the rows in hand: filtering in the database would ask it once more."""
    those = [row for row in rows if all(getattr(row, name) == value for name, value in wanted.items())]
    return those[-1] if those else None


def _origin(measure: Measure, said: Sequence[Statement], reader: Reader) -> str:
    who = reader.name(measure.proposed_by, measure)
    holes = {"day": date_format(measure.proposed_on), "who": who, **_words(said)}
    if said and who:
        return _("On %(said_on)s somebody said in %(place)s: “%(words)s”; %(who)s made a proposal of it.") % holes
    if said:
        return _("On %(said_on)s somebody said in %(place)s: “%(words)s”; a proposal came of it on %(day)s.") % holes
    if who:
        return _("%(who)s proposed it on %(day)s.") % holes
    if measure.source_name:
        return _("It was proposed on %(day)s and comes from %(place)s.") % {**holes, "place": measure.source_name}
    return _("It was proposed on %(day)s.") % holes


def _words(said: Sequence[Statement]) -> Mapping[str, str]:
    if not said:
        return {}
    first = said[0]
    place = str(first.arena or first.origin_name or first.unit.name)
    return {"said_on": date_format(first.said_on), "place": place, "words": shorten(first.text.rstrip(". "))}


def _decided(decision: Decision) -> str:
    holes = {
        "arena": str(decision.arena or _("The school")),
        "day": date_format(decision.on),
        "why": shorten((decision.reasons or decision.conclusion).rstrip(". ")),
    }
    return _("%(arena)s decided on %(day)s to try it out: %(why)s.") % holes


def _tried(measure: Measure, method: Method) -> str:
    entries: list[LogEntry] = part_of(measure, "log")
    rounds = tryouts(measure, method)
    assert measure.tried_on
    logged = ngettext("%(count)s entry in the log", "%(count)s entries in the log", len(entries))
    holes = {
        "since": date_format(rounds[0].on if rounds else measure.tried_on),
        "log": logged % {"count": len(entries)},
    }
    team: Evaluation | None = _last(part_of(measure, "evaluations"), judge=Judge.TEAM)
    found = team.worked or team.experience if team else ""
    if team is None or not found:
        return _("It has been tried since %(since)s, with %(log)s.") % holes
    more = {"until": date_format(team.on), "found": shorten(found.rstrip(". "))}
    return _("It was tried from %(since)s to %(until)s, with %(log)s; what worked: %(found)s.") % {**holes, **more}


def _alive(measure: Measure) -> str:
    assert measure.practice_on
    checks: list[Recheck] = [one for one in part_of(measure, "rechecks") if one.checked_on]
    holes = {"since": date_format(measure.practice_on)}
    if not checks:
        return _("It has been daily practice since %(since)s, and nobody has looked at it again yet.") % holes
    last = checks[-1]
    assert last.checked_on
    holes |= {"day": date_format(last.checked_on), "using": str(last.using), "concerned": str(last.concerned)}
    if last.share is None:
        return _("It has been daily practice since %(since)s and was looked at again on %(day)s.") % holes
    return _("It has been daily practice since %(since)s; on %(day)s, %(using)s of %(concerned)s used it.") % holes
