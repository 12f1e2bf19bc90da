"""School routes: one row per school and day, or one row per holiday."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from samspill.core.registers.calendar_words import BREAKS, Kind, kind_of
from samspill.core.registers.cells import DATE_FORMS, NO, YES, Dates, YesNo, settle_dates, settle_yes_no
from samspill.core.registers.columns import Field, Table, find_table, nearest, spaced, words
from samspill.core.registers.model import NONE, Notes, Reading
from samspill.core.registers.routes import CalendarDay, Holiday, coverage
from samspill.core.registers.sniff import Line, read_grid


def _is_yes_or_no(cell: str) -> bool:
    return cell.casefold() in YES or cell.casefold() in NO


FIELDS = (
    Field("day", words("dato, date, dag, datum, day")),
    Field("start", words("fra, fra dato, dato fra, frå, frå dato, start, startdato, från, from, first day")),
    Field("end", words("til, til dato, dato til, til og med, slutt, sluttdato, slut, till, to, last day")),
    Field("school", words("skole, skolenavn, skule, skulenamn, skolens navn, enhet, eining, skola, school")),
    Field(
        "pupils",
        words(
            "elevdag, skoledag, skuledag, elever, elevar, elevdager, elevdagar, skoldag, pupils, pupil day, school day"
        ),
        looks=_is_yes_or_no,
    ),
    Field(
        "teachers",
        words("lærerdag, lærardag, lærere, lærarar, lærer, lærerdager, lärardag, lärare, teachers, teacher day"),
        looks=_is_yes_or_no,
    ),
    Field(
        "after_school",
        words("sfo, sfo dag, sfo åpen, sfo open, aks, skolefritidsordning, fritidshem, fritids, after school"),
        looks=_is_yes_or_no,
    ),
    Field("comment", words("kommentar, merknad, merknader, anmerkning, bemærkning, anmärkning, comment, note")),
    Field("name", words("navn, namn, ferie, lov, hendelse, hending, tittel, beskrivelse, name, holiday")),
)
_SHAPES = ("dato + elevdag", "fra + til + navn")


@dataclass(frozen=True, slots=True)
class CalendarReading(Reading[CalendarDay]):
    """`rows` are days of schools (shape one); `holidays` are named ranges (shape two). One of them is empty."""

    holidays: tuple[Holiday, ...] = field(default=())


def read_calendar(
    data: bytes, *, known_schools: Sequence[str] = (), answers: Mapping[str, str] | None = None
) -> CalendarReading:
    """Days or holidays of the schools. A school of another name than the known ones is asked for, its rows left out."""
    notes = Notes(answers)
    grid = read_grid(data, notes)
    table = find_table(grid, FIELDS, notes) if grid else None
    days: tuple[CalendarDay, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    if table is None:
        pass
    elif table.has("day") and table.has("pupils"):
        days = _day_rows(table, known_schools, notes)
        for problem in coverage(days):
            notes.problems.append(problem)
    elif (table.has("start") or table.has("day")) and (table.has("name") or table.has("comment")):
        holidays = _holiday_rows(table, known_schools, notes)
    else:
        notes.problem("calendar.no-shape", accepted=_SHAPES)
    if notes.stopped:
        days, holidays = (), ()
    return CalendarReading(days, tuple(notes.problems), tuple(notes.choices), tuple(notes.questions), holidays)


# -------------------------------------------------------------------------------------------------------- schools


def _schools(table: Table, known: Sequence[str], notes: Notes) -> dict[str, str | None]:
    """Every spelling in the file → the school it means; None where nobody has said."""
    spellings = Counter(spaced(cell) for cell in table.column("school"))
    spellings.pop("", None)
    by_case = {name.casefold(): name for name in known}
    return {
        name: by_case.get(name.casefold()) or _asked(table, name, count, known, notes) if known else name
        for name, count in spellings.items()
    }


def _asked(table: Table, name: str, count: int, known: Sequence[str], notes: Notes) -> str | None:
    near = nearest(name, known, notes)
    offered = (*near, *(other for other in known if other not in near), NONE)
    answer = notes.ask(f"school:{name}", "ask.school", offered, required=False, value=name)
    if answer is None:
        row = next(line.number for line in table.lines if spaced(table.cell(line, "school")) == name)
        notes.problem("calendar.school-unknown", row, table.name("school"), name, near, count=count)
    return None if answer == NONE else answer


def _school_of(table: Table, line: Line, schools: Mapping[str, str | None], notes: Notes) -> str | None:
    """The school of the row; "" stands for all schools in a file that names none."""
    if not table.has("school"):
        return ""
    name = spaced(table.cell(line, "school"))
    if not name:
        notes.problem("calendar.no-school", line.number)
        return None
    return schools[name]


# ----------------------------------------------------------------------------------------------------------- days


def _day_rows(table: Table, known: Sequence[str], notes: Notes) -> tuple[CalendarDay, ...]:
    table = _with_school_column(table, notes)
    dates = settle_dates(table.name("day"), table.column("day"), notes)
    if dates is None or notes.stopped:
        return ()
    schools = _schools(table, known, notes)
    marks = {
        column: settle_yes_no(table.name(column), table.column(column), notes)
        for column in ("pupils", "teachers", "after_school")
        if table.has(column)
    }
    rows = (_day_row(table, line, dates, schools, marks, notes) for line in table.lines)
    days = _agreed((row for row in rows if row), notes)
    _contradictions(days, notes)
    return days


def _with_school_column(table: Table, notes: Notes) -> Table:
    """A column called just "navn" beside days may be the school or what the day is called."""
    if table.has("school") or not table.has("name"):
        return table
    answer = notes.ask("column:school", "ask.column", (table.name("name"), NONE), field="school")
    target = "school" if answer == table.name("name") else "comment"
    return replace(table, places={target: table.places["name"], **table.places})


def _day_row(
    table: Table,
    line: Line,
    dates: Dates,
    schools: Mapping[str, str | None],
    marks: Mapping[str, YesNo],
    notes: Notes,
) -> CalendarDay | None:
    day = _date(table, line, "day", dates, notes)
    school = _school_of(table, line, schools, notes)
    said = {column: read(table.cell(line, column), line.number, notes) for column, read in marks.items()}
    if day is None or school is None or None in said.values():
        return None
    return CalendarDay(
        school=school,
        day=day,
        pupils=bool(said["pupils"]),
        teachers=said.get("teachers"),
        after_school=said.get("after_school"),
        comment=spaced(table.cell(line, "comment")),
        row=line.number,
    )


def _date(table: Table, line: Line, column: str, dates: Dates, notes: Notes) -> date | None:
    text = table.cell(line, column)
    day = dates(text)
    if day is None and text:
        notes.problem("date.unknown", line.number, table.name(column), text, DATE_FORMS)
    elif day is None:
        notes.problem("date.missing", line.number, table.name(column), accepted=DATE_FORMS)
    return day


def _agreed(rows: Iterable[CalendarDay], notes: Notes) -> tuple[CalendarDay, ...]:
    """One row per school and day. Rows that say the same count once; of rows that contradict each other none counts."""
    met: dict[tuple[str, date], list[CalendarDay]] = defaultdict(list)
    for row in rows:
        met[row.school, row.day].append(row)
    for first, *others in (group for group in met.values() if len(group) > 1):
        agree = all(other == first for other in others)
        for other in others:
            code = "calendar.doubled" if agree else "calendar.contradiction"
            day = first.day.isoformat()
            notes.problem(code, other.row, value=day, other=first.row, school=first.school)
    return tuple(group[0] for group in met.values() if all(row == group[0] for row in group))


def _contradictions(days: Iterable[CalendarDay], notes: Notes) -> None:
    """A comment and the marks beside it that cannot both be true. The marks count."""
    for day in days:
        kind = kind_of(day.comment)
        if kind is Kind.PLANNING and (day.pupils or day.teachers is False):
            code = "calendar.planning-contradicts"
        elif kind in BREAKS and day.pupils:
            code = "calendar.mark-contradicts"
        else:
            continue
        notes.problem(code, day.row, value=day.comment, school=day.school)


# ------------------------------------------------------------------------------------------------------- holidays


def _holiday_rows(table: Table, known: Sequence[str], notes: Notes) -> tuple[Holiday, ...]:
    first = "start" if table.has("start") else "day"
    starts = settle_dates(table.name(first), table.column(first), notes)
    ends = settle_dates(table.name("end"), table.column("end"), notes) if table.has("end") else starts
    if starts is None or ends is None:
        return ()
    schools = _schools(table, known, notes)
    rows = (_holiday_row(table, line, first, (starts, ends), schools, notes) for line in table.lines)
    found: dict[Holiday, Holiday] = {}
    for row in rows:
        if row and found.setdefault(row, row) is not row:
            value = row.first.isoformat()
            notes.problem("calendar.doubled", row.row, value=value, other=found[row].row, school=row.school)
    return tuple(found)


def _holiday_row(
    table: Table,
    line: Line,
    first: str,
    dates: tuple[Dates, Dates],
    schools: Mapping[str, str | None],
    notes: Notes,
) -> Holiday | None:
    """An empty or absent end means one day."""
    name = spaced(table.cell(line, "name") or table.cell(line, "comment"))
    if not name:
        notes.problem("calendar.no-name", line.number, table.name("name") or table.name("comment"))
    start = _date(table, line, first, dates[0], notes)
    end = _date(table, line, "end", dates[1], notes) if table.cell(line, "end") else start
    school = _school_of(table, line, schools, notes)
    if not name or start is None or end is None or school is None:
        return None
    if end < start:
        notes.problem("calendar.backwards", line.number, value=start.isoformat(), until=end)
        return None
    return Holiday(name=name, first=start, last=end, kind=kind_of(name), school=school, row=line.number)
