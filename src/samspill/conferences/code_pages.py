"""What the pages of the analysis show: every statement beside the themes, how far it has come, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.conferences.actions.code import Merge
from samspill.conferences.code_bridge import found_by, language_of, round_numbers
from samspill.conferences.code_forms import FilterForm
from samspill.conferences.code_queries import Codes, codes_of, mark_of
from samspill.conferences.models import Conference, Point, Theme
from samspill.conferences.queries import method_of, points_of
from samspill.conferences.shown import frame
from samspill.measures.words import level_name
from samspill.people.asking import Asked

CHUNK = 25  # rows that are laid out together, or not at all while they are out of sight


@dataclass(frozen=True, slots=True)
class Row:
    """One statement as it stands in the list, as plain text: a page has two thousand of them."""

    point: Point
    pk: str
    round: str
    group: str
    place: str
    ids: str
    own: str
    themes: Sequence[tuple[str, bool]]
    hidden: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that stand together; `hidden` when the filter lets none of them through."""

    rows: Sequence[Row]

    @property
    def hidden(self) -> bool:
        return all(row.hidden for row in self.rows)


@dataclass(frozen=True)
class Rows:
    """What every row is made of, read once for all of them."""

    codes: Codes
    own: Mapping[int, set[int]]
    rounds: Mapping[int, int]
    levels: Mapping[str, str]
    repeats: Mapping[int, int]
    shown: frozenset[int]

    @cached_property
    def words(self) -> str:
        return _("Round %(round)s, group %(group)s")

    def row(self, point: Point) -> Row:
        pk, group = point.pk, point.group
        at, mine, stands = self.rounds[group.session_id], self.own.get(pk, ()), self.codes.by_point.get(pk, ())
        place = [self.words % {"round": at, "group": group.number}, self.levels[point.level]]
        if pk in self.repeats:
            place.append(f"×{self.repeats[pk] + 1}")
        return Row(
            point,
            str(pk),
            str(at),
            str(group.pk),
            " · ".join(filter(None, place)),
            " ".join(map(str, stands)),
            " ".join(map(str, sorted(mine))),
            [(self.codes.everything[one].name, one in mine) for one in stands],
            pk not in self.shown,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One theme beside the statements, with the number one presses for it."""

    theme: Theme
    number: int
    count: int


def page(request: Asked, conference: Conference) -> dict[str, Any]:
    """Every statement, and beside them the themes. The same number of queries for any number of them."""
    mark = mark_of(conference)  # before what it stands for: a change meanwhile is fetched by the next poll
    points = list(points_of(conference).select_related(None).prefetch_related("group"))
    codes, rounds, method = codes_of(conference), round_numbers(conference), method_of(conference)
    form = filter_form(request, conference, points, codes, rounds)
    shown = _shown(form, conference, points, codes, request)
    levels = {key: level_name(method, key) for key in {one.level for one in points}}
    table = Rows(codes, codes.of(request.actor.id), rounds, levels, _repeats(points), shown)
    rows = [table.row(one) for one in points]
    return {
        **frame(conference, _("What was said")),
        "rows": rows,
        "chunks": [Chunk(rows[at : at + CHUNK]) for at in range(0, len(rows), CHUNK)],
        "filter": form,
        "shown": len(shown),
        "total": len(rows),
        **side(conference, codes, [one.pk for one in points], mark=mark),
    }


def side(conference: Conference, codes: Codes, points: Sequence[int], **more: Any) -> dict[str, Any]:
    """The themes beside the statements: what is swapped when somebody sorts, and when others have."""
    coded = sum(pk in codes.by_point for pk in points)
    return {
        "conference": conference,
        "lines": [Line(one, at, len(codes.by_theme[one.pk])) for at, one in enumerate(codes.themes, start=1)],
        "coded": coded,
        "uncoded": len(points) - coded,
        "points": len(points),
        **more,
    }


def side_now(request: Asked, conference: Conference, **more: Any) -> dict[str, Any]:
    mark, codes = mark_of(conference), codes_of(conference)
    points = list(points_of(conference).order_by().values_list("pk", flat=True))
    return side(conference, codes, points, mark=mark, state=state_of(codes, request.actor.id), **more)


def state_of(codes: Codes, coder: int | None) -> str:
    """Which statement stands where, and which of it is the reader's own: “12:4 5/4;13:4”; asked often, so short."""
    own = codes.of(coder)
    parts = []
    for point, themes in codes.by_point.items():
        mine = "/" + " ".join(map(str, sorted(own[point]))) if point in own else ""
        parts.append(f"{point}:{' '.join(map(str, themes))}{mine}")
    return ";".join(parts)


def _repeats(points: Iterable[Point]) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for one in points:
        if one.same_as_id:
            found[one.same_as_id] = found.get(one.same_as_id, 0) + 1
    return found


def filter_form(
    request: Asked, conference: Conference, points: Sequence[Point], codes: Codes, rounds: Mapping[int, int]
) -> FilterForm:
    groups = {one.group_id: one.group for one in points}.values()
    method = method_of(conference)
    words = _("Round %(round)s, group %(group)s")
    here = dict.fromkeys(rounds[one.session_id] for one in groups)
    choices = {
        "theme": [(str(one.pk), one.name) for one in codes.themes],
        "round": [(str(at), f"{at}") for at in here],
        "group": [(str(one.pk), words % {"round": rounds[one.session_id], "group": one.number}) for one in groups],
        "level": [(key, level_name(method, key)) for key in dict.fromkeys(one.level for one in points) if key],
    }
    form = FilterForm(request.GET, choices=choices, prefix=None, auto_id="filter-%s")
    form.is_valid()
    return form


def _shown(
    form: FilterForm, conference: Conference, points: Sequence[Point], codes: Codes, request: Asked
) -> frozenset[int]:
    """What the filter lets through, for those whose browser does not filter itself."""
    asked = getattr(form, "cleaned_data", {})
    rounds = round_numbers(conference) if asked.get("round") else {}
    own = codes.of(request.actor.id)
    tests: dict[str, Callable[[Point], bool]] = {
        "round": lambda one: str(rounds[one.group.session_id]) == asked["round"],
        "group": lambda one: str(one.group_id) == asked["group"],
        "level": lambda one: one.level == asked["level"],
        "theme": lambda one: int(asked["theme"]) in codes.by_point.get(one.pk, ()),
        "state": lambda one: (one.pk in own) if asked["state"] == "mine" else one.pk not in codes.by_point,
    }
    wanted = [test for name, test in tests.items() if asked.get(name)]
    kept = [one for one in points if all(test(one) for test in wanted)]
    if not asked.get("q"):
        return frozenset(one.pk for one in kept)
    return found_by(kept, asked["q"], language_of(conference))


def sorted_words(do: str, theme: Theme, number: int) -> str:
    """What has just happened, in one sentence."""
    if not number:
        words = _("Nothing changed: the chosen statements stood like this already.")
    elif do == "out":
        words = ngettext(
            "%(count)s statement was taken out of “%(theme)s”.",
            "%(count)s statements were taken out of “%(theme)s”.",
            number,
        )
    else:
        words = ngettext(
            "%(count)s statement was put into “%(theme)s”.",
            "%(count)s statements were put into “%(theme)s”.",
            number,
        )
    return words % {"count": number, "theme": theme.name}


def merge_words(done: Merge) -> str:
    """What a merge came to, also where somebody was first."""
    names = {"asked": done.asked.name, "wanted": done.wanted.name, "stays": done.stays.name}
    if done.came is None:
        words = _(
            "Somebody was first: “%(asked)s” and “%(wanted)s” are one theme already, “%(stays)s”. Nothing is lost."
        )
        return words % names
    names["came"] = done.came.name
    if done.came.pk == done.asked.pk and done.stays.pk == done.wanted.pk:
        return _("“%(asked)s” is a part of “%(stays)s” now. You can take it back.") % names
    words = _(
        "Somebody had merged one of them meanwhile. Both merges count: “%(came)s”, with all its statements, is a part "
        "of “%(stays)s” now. Nothing is lost, and you can take it back."
    )
    return words % names


def coding_url(conference: Conference, query: str = "") -> str:
    return reverse("conferences:coding", args=[conference.pk]) + query
