"""The activity plan on paper: what, who, why, when and how it stands, half-year by half-year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape

from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from samspill.documents.paper import Block, Heading, Paper, Run, Runs, Table, runs
from samspill.meetings.letterhead import letterhead_at
from samspill.methods.schema import Method
from samspill.projects.models import Participation
from samspill.projects.words import say, say_names, say_period
from samspill.wheel.lines import Line
from samspill.wheel.pages import Half, title_of


def paper_of(participation: Participation, method: Method, halves: Sequence[Half], language: str) -> Paper:
    """The lines as the page shows them, in one language."""
    unit = participation.unit
    with translation.override(language):
        return Paper(
            title=_("Activity plan: %(unit)s") % {"unit": unit.name},
            kind=_("Activity plan"),
            language=language,
            letterhead=letterhead_at(unit),
            meta=((_("Method"), _plain(say(method, "method.name"))),),
            blocks=tuple(_blocks(method, halves)),
        )


def _blocks(method: Method, halves: Sequence[Half]) -> Iterator[Block]:
    head = tuple(runs(word) for word in (_("What"), _("Who"), _("Why"), _("When"), _("State")))
    for half in halves:
        title = _plain(say_period(half.period.key)).capitalize()
        yield Heading(1, title)
        rows = tuple(_row(method, line) for month in half.months for line in month.lines)
        yield Table(title, head, rows, row_heads=True)


def _row(method: Method, line: Line) -> tuple[Runs, ...]:
    activity = line.activity
    aim = _plain(say(method, f"activities.{activity.id}.aim")) if activity else ""
    return (
        runs(Run(_plain(title_of(line.occasion, method)), strong=True)),
        runs("\n".join(filter(None, [_seeing(method, line), _taking_part(method, line)]))),
        runs(aim),
        runs(date_format(line.occasion.shown_day, "SHORT_DATE_FORMAT").replace(" ", "\N{NO-BREAK SPACE}")),
        runs("\n".join([state_word(line.state), *(trace.words for trace in line.traces)])),
    )


def _seeing(method: Method, line: Line) -> str:
    if line.people:
        names = ", ".join(line.people)
    elif line.activity:
        names = _plain(say_names(method, line.activity.responsible))
    else:
        names = _("nobody")
    return _("Responsible: %(names)s") % {"names": names}


def _taking_part(method: Method, line: Line) -> str:
    if line.activity is None:
        return ""
    return _("Participants: %(names)s") % {"names": _plain(say_names(method, line.activity.participants))}


def state_word(state: str) -> str:
    words = {"held": _("Held"), "off": _("Called off"), "begun": _("Under way"), "passed": _("Behind")}
    return words.get(state, _("Coming"))


def _plain(words: str) -> str:
    return unescape(strip_tags(words)) if hasattr(words, "__html__") else words
