"""Names for what the readers speak of by id: fields of a file, settings of its reading, answers to its questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samspill.calendars.models import SpanKind
from samspill.core.registers.cells import parse_date
from samspill.core.registers.model import NONE, Choice, Question
from samspill.people.models import Profession

FIELDS: Mapping[str, Promise] = {
    "address": _("address"),
    "after_school": _("after-school care"),
    "by_hand": _("added by hand"),
    "comment": _("comment"),
    "county": _("county"),
    "county_number": _("county number"),
    "day": _("day"),
    "email": _("e-mail"),
    "end": _("last day"),
    "first_name": _("given name"),
    "grades": _("grades"),
    "highest": _("highest grade"),
    "highest_grade": _("highest grade"),
    "kind": _("kind"),
    "last": _("last day"),
    "last_name": _("surname"),
    "lowest": _("lowest grade"),
    "lowest_grade": _("lowest grade"),
    "municipality": _("municipality"),
    "municipality_number": _("municipality number"),
    "name": _("name"),
    "org_number": _("organisation number"),
    "organisation_number": _("organisation number"),
    "ownership": _("ownership"),
    "phone": _("phone"),
    "profession": _("profession"),
    "pupils": _("pupils"),
    "school": _("school"),
    "since": _("first day"),
    "staff": _("number of employees"),
    "start": _("first day"),
    "teachers": _("teachers"),
    "unit": _("school or service"),
    "until": _("last day"),
    "weekdays": _("weekdays"),
}
THINGS: Mapping[str, Promise] = {
    "blank": _("empty cells in “%(about)s”"),
    "century": _("years in “%(about)s”"),
    "column": _("column for “%(about)s”"),
    "date-form": _("dates in “%(about)s”"),
    "date-order": _("order of day and month in “%(about)s”"),
    "delimiter": _("what stands between the cells"),
    "encoding": _("letters"),
    "header": _("line with the column names"),
    "ignored-column": _("column that is not read"),
    "key": _("what a school is known by"),
    "language_form": _("language"),
    "name-order": _("order of the names"),
    "packing": _("compression"),
    "profession": _("profession “%(about)s”"),
    "school": _("school “%(about)s”"),
    "sheet": _("sheet"),
    "unit": _("school or service “%(about)s”"),
}
CHOSEN: Mapping[str, Mapping[str, Promise]] = {
    "blank": {"no": _("no"), "unknown": _("unknown")},
    "century": {"1900": _("1900 to 1999"), "2000": _("2000 to 2099")},
    "date-form": {
        "dd.mm.yyyy": _("day, month, year"),
        "d/m-yyyy": _("day, month, year"),
        "yyyy-mm-dd": _("year, month, day"),
        "yyyymmdd": _("year, month, day"),
        "excel": _("numbers of a workbook"),
    },
    "date-order": {"day-month": _("day first"), "month-day": _("month first")},
    "delimiter": {
        "semicolon": _("semicolon (;)"),
        "comma": _("comma (,)"),
        "tab": _("tab"),
        "bar": _("bar (|)"),
        "none": _("nothing: one column"),
    },
    "encoding": {
        "utf-8": _("UTF-8"),
        "utf-8-sig": _("UTF-8"),
        "utf-16": _("UTF-16"),
        "utf-32": _("UTF-32"),
        "cp1252": _("Windows, western Europe"),
        "cp865": _("DOS, Nordic"),
        "mac_roman": _("old Mac"),
    },
    "key": {"municipality-and-name": _("its municipality and name")},
    "name-order": {"surname-first": _("surname first"), "as-written": _("as written")},
    "packing": {"gzip": _("gzip")},
    "profession": dict(Profession.choices),
}
VALUES: Mapping[str, Mapping[str, Promise | str]] = {
    "ownership": {
        "public": pgettext_lazy("ownership of a school", "public"),
        "private": pgettext_lazy("ownership of a school", "private"),
    },
    "kind": dict(SpanKind.choices),
}
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def field_name(field: str) -> str:
    return str(FIELDS.get(field, field))


def profession_names(words: Iterable[str]) -> str:
    """Words as people write them stay; ids become the names every page uses."""
    named = [str(Profession(word).label) if word in Profession.values else word for word in words]
    return ", ".join(dict.fromkeys(named))


def candidate_name(question: Question, candidate: str) -> str:
    """One answer to a question, as a person says it."""
    if candidate == NONE:
        return str(_("None of these"))
    if question.code == "ask.date-order":
        return _with_example(candidate, str(question.params.get("value", "")))
    return _chosen(question.id.partition(":")[0], candidate)


def _with_example(candidate: str, example: str) -> str:
    day = parse_date(example, day_first=candidate == "day-month")
    return f"{date_format(day)} ({_chosen('date-order', candidate)})" if day else _chosen("date-order", candidate)


def choice_names(choice: Choice) -> tuple[str, str]:
    """What was settled about the reading of a file, and how."""
    kind, _colon, about = choice.what.partition(":")
    pattern = str(THINGS.get(kind, kind))
    about = field_name(about) if kind == "column" else about
    chosen = str(_("None of these")) if choice.chosen == NONE else _chosen(kind, choice.chosen)
    return (pattern % {"about": about} if about else pattern), chosen


def _chosen(kind: str, value: str) -> str:
    return str(CHOSEN.get(kind, {}).get(value, value))


def value_name(field: str, value: object) -> str:
    """A value of a changed field, as a page shows it."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(VALUES.get(field, {}).get(str(value), value))


def plain(value: object) -> str:
    """A hole of a sentence: days as people write them."""
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        value = parse_date(value) or value
    return date_format(value) if isinstance(value, date) else str(value)
