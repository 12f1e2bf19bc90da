"""An overall plan as it is read: its own words, and beside them what measures, plan and year wheel say today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from samspill.measures.models import Measure
from samspill.measures.prose import shown
from samspill.measures.words import phase_name
from samspill.methods.schema import Method
from samspill.overall.models import SECTIONS, Line, OverallPlan
from samspill.overall.queries import method_of
from samspill.people.asking import Asked
from samspill.wheel.bridge import with_meetings
from samspill.wheel.lines import Around
from samspill.wheel.lines import Line as PlanLine
from samspill.wheel.models import Activity
from samspill.wheel.pages import title_of

TITLES: dict[str, Promise] = {
    "aims": _("What we want to reach"),
    "activities": _("Main activities"),
    "measures": _("Measures"),
    "division": _("Who does what"),
    "review": _("When we look at it again"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in the plan, with how it stands where it lives. `state` is a code of the plan's lines, or empty."""

    line: Line
    title: str
    url: str
    on: date | None = None
    until: date | None = None
    who: tuple[str, ...] = ()
    stands: str = ""
    goal: str = ""
    live: PlanLine | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What has the same name, such as the meetings of one team over a year: one line for all of them."""

    rows: Sequence[Row]

    @property
    def first(self) -> Row:
        return self.rows[0]

    @property
    def title(self) -> str:
        return self.first.title

    @property
    def notes(self) -> Sequence[str]:
        return [row.line.note for row in self.rows if row.line.note]

    @property
    def held(self) -> int:
        return sum(row.stands == "held" for row in self.rows)

    @property
    def next(self) -> Row | None:
        """The first that has not been, where there is one."""
        return next((row for row in self.rows if row.stands != "held"), None)

    @property
    def who(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for row in self.rows for name in row.who))


def grouped(rows: Sequence[Row]) -> list[Group]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row.line.kind, row.title if row.line.kind == "occasion" else str(row.line.pk)), []).append(
            row
        )
    return [Group(own) for own in found.values()]


@dataclass(frozen=True, slots=True)
class Part:
    """One section: what was written, and the rows under it."""

    key: str
    title: str
    text: SafeString | str
    raw: str
    groups: Sequence[Group] = ()


@dataclass(frozen=True, slots=True)
class Read:
    plan: OverallPlan
    method: Method
    rows: Sequence[Row]
    parts: Sequence[Part]
    duties: Sequence[tuple[str, Sequence[Group]]]  # name → what this person sees to


def read(request: Asked, plan: OverallPlan) -> Read:
    """Everything on the page of a plan; the queries do not grow with what it takes in."""
    rows = sorted(_rows(request, plan), key=lambda row: (row.on or date.max, row.line.pk))
    method = method_of(plan)
    return Read(plan, method, rows, tuple(_parts(plan, rows)), tuple(_duties(rows)))


def _rows(request: Asked, plan: OverallPlan) -> Iterator[Row]:
    asked = plan.lines.select_related(
        "measure__coordinator", "measure__plan__main_arena", "occasion__unit__municipality", "occasion__arena",
        "occasion__responsible", "occasion__project__municipality", "entry__added_by",
    )  # fmt: skip
    lines = list(asked)
    occasions = [one.occasion for one in lines if one.occasion]
    with_meetings(occasions)
    around = Around.of(request, plan.project, occasions) if occasions else None
    for line in lines:
        line.plan = plan
        if line.measure:
            yield _measure(line, line.measure, plan)
        elif line.entry:
            yield _entry(line, line.entry)
        elif around and line.occasion:
            yield _occasion(line, around.line(line.occasion), around.method)


def _measure(line: Line, measure: Measure, plan: OverallPlan) -> Row:
    own = getattr(measure, "plan", None)
    who = (measure.coordinator.name,) if measure.coordinator else ()
    return Row(
        line,
        measure.title,
        measure.get_absolute_url(),
        measure.tried_on,
        own.ends if own else None,
        who,
        phase_name(plan.project, measure.phase),
        own.goal if own else "",
    )


def _occasion(line: Line, live: PlanLine, method: Method) -> Row:
    one = live.occasion
    title = str(plain(title_of(one, method)))
    return Row(line, title, one.get_absolute_url(), one.shown_day, who=live.people, stands=live.state, live=live)


def _entry(line: Line, entry: Activity) -> Row:
    who = (entry.added_by.name,) if entry.added_by else ()
    return Row(line, entry.title, entry.get_absolute_url(), entry.starts, entry.until, who)


def _parts(plan: OverallPlan, rows: Sequence[Row]) -> Iterator[Part]:
    under: dict[str, Sequence[Row]] = {
        "aims": [row for row in rows if row.goal],
        "activities": [row for row in rows if row.line.kind != "measure"],
        "measures": [row for row in rows if row.line.kind == "measure"],
    }
    for key in SECTIONS:
        raw = getattr(plan, key)
        yield Part(key, str(TITLES[key]), shown(raw) if raw else "", raw, grouped(under.get(key, ())))


def _duties(rows: Sequence[Row]) -> Iterator[tuple[str, Sequence[Group]]]:
    names = sorted({name for row in rows for name in row.who})
    for name in names:
        yield name, grouped([row for row in rows if name in row.who])


def plain(words: str) -> str:
    return unescape(strip_tags(words)) if isinstance(words, SafeString) else words
