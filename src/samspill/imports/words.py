"""The sentences behind the readers' codes and our own. `tests/test_words.py` holds them complete, holes and all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.core.registers.model import Choice, Problem, Question
from samspill.imports.names import field_name, plain, profession_names
from samspill.imports.preview import Remark

SENTENCES: Mapping[str, Promise] = {
    "file.empty": _("The file is empty. Choose the file again, or export it once more from where it came."),
    "file.too-large": _("The file is larger than %(limit)s MB. Split it, or export only what is needed."),
    "file.gzip-broken": _("The compressed file cannot be unpacked. Send it unpacked, or export it once more."),
    "file.xlsx-broken": _("This workbook cannot be opened. Accepted: %(accepted)s. Save it once more and try again."),
    "file.old-excel": _("This is an old Excel file. Save it as one of these and try again: %(accepted)s."),
    "file.not-a-table": _("This is no table. Accepted: %(accepted)s."),
    "file.encoding-broken": _(
        "Some letters cannot be read (“%(value)s”). Save the file as one of these and try again: %(accepted)s."
    ),
    "file.quote-left-open": _("A quotation mark that opens in line %(row)s is never closed. Close it and try again."),
    "file.csv-broken": _("Line %(row)s cannot be read as a row of a table. Look at it in the file and try again."),
    "file.no-sheet": _("The workbook has no sheet with cells in it."),
    "table.no-header": _("No line with column names was found. Names we know: %(accepted)s."),
    "table.no-rows": _("There are column names, but no rows below them."),
    "column.missing": _("The column “%(field)s” is missing. Names we know for it: %(accepted)s."),
    "calendar.no-shape": _("We read two kinds of school routes: %(accepted)s. This file is neither."),
    "row.too-wide": _("Line %(row)s has %(found)s cells where %(expected)s were expected. It is left out."),
    "date.missing": _("Line %(row)s has no date in “%(column)s”. Write it like %(accepted)s. The line is left out."),
    "date.unknown": _(
        "“%(value)s” in line %(row)s, “%(column)s”, is no date we know. Write it like %(accepted)s. "
        "The line is left out."
    ),
    "yes-no.missing": _("Line %(row)s says neither yes nor no in “%(column)s”. Accepted: %(accepted)s."),
    "yes-no.unknown": _("“%(value)s” in line %(row)s, “%(column)s”, is neither yes nor no. Accepted: %(accepted)s."),
    "school.no-name": _("The school in line %(row)s has no name. The line is left out."),
    "school.org-number-missing": _("The school in line %(row)s has no organisation number. The line is left out."),
    "school.org-number-wrong": _(
        "“%(value)s” in line %(row)s, “%(column)s”, is no valid organisation number. The line is left out."
    ),
    "school.doubled": _("Lines %(other)s and %(row)s are the same school (%(value)s). The first one counts."),
    "school.doubled-differently": _(
        "Lines %(other)s and %(row)s have the same organisation number (%(value)s) but differ. The first one counts."
    ),
    "calendar.no-school": _("Line %(row)s names no school. It is left out."),
    "calendar.school-unknown": _(
        "“%(value)s” (line %(row)s and %(count)s lines in all) is no school here. Nearest names: %(accepted)s."
    ),
    "calendar.doubled": _("Lines %(other)s and %(row)s are the same day, %(value)s, of %(school)s. One counts."),
    "calendar.contradiction": _(
        "Lines %(other)s and %(row)s contradict each other about %(value)s at %(school)s. Neither counts."
    ),
    "calendar.no-name": _("Line %(row)s has no name in “%(column)s”. It is left out."),
    "calendar.backwards": _("The holiday in line %(row)s ends (%(until)s) before it begins (%(value)s)."),
    "person.no-name": _("Line %(row)s has no name. It is left out."),
    "person.email-shared": _("Lines %(other)s and %(row)s give the e-mail %(value)s to two names. Neither counts."),
    "person.email-shape": _(
        "“%(value)s” in line %(row)s, “%(column)s”, is no e-mail address. Write it like %(accepted)s."
    ),
    "person.profession-missing": _("Line %(row)s has no profession in “%(column)s”. Accepted: %(accepted)s."),
    "person.profession-unknown": _(
        "“%(value)s” in line %(row)s, “%(column)s”, is no profession we know. Accepted: %(accepted)s."
    ),
    "person.unit-unknown": _(
        "“%(value)s” in line %(row)s, “%(column)s”, is no school or service here. Nearest names: %(accepted)s."
    ),
    "person.backwards": _("The last day in line %(row)s (%(until)s) is before the first day (%(value)s)."),
    "person.doubled": _("Lines %(other)s and %(row)s are the same. One counts."),
    "number.unknown": _("“%(value)s” in line %(row)s, “%(column)s”, is no number. The cell is left empty."),
    "grade.unknown": _("“%(value)s” in line %(row)s, “%(column)s”, is no grade. Write it like %(accepted)s."),
    "weekday.unknown": _("“%(value)s” in line %(row)s, “%(column)s”, is no weekday. Accepted: %(accepted)s."),
    "phone.shape": _("“%(value)s” in line %(row)s, “%(column)s”, is no phone number. Write it like %(accepted)s."),
    "column.national-number": _(
        "The column “%(column)s” holds national identity numbers. It is not read and not kept. Take it out of the file."
    ),
    "cell.national-number": _(
        "Line %(row)s has a national identity number in “%(column)s”. It is not read and not kept."
    ),
    "school.grades-backwards": _("In line %(row)s the lowest grade (%(value)s) is above the highest (%(until)s)."),
    "school.grade-out-of-range": _(
        "“%(value)s” in line %(row)s, “%(column)s”, is no grade of a school. Accepted: %(accepted)s."
    ),
    "school.ownership-unknown": _(
        "“%(value)s” in line %(row)s, “%(column)s”, is no ownership we know. Accepted: %(accepted)s."
    ),
    "school.mark-unknown": _(
        "“%(value)s” in line %(row)s, “%(column)s”, is neither yes nor no. Accepted: %(accepted)s."
    ),
    "row.stray-cell": _("Line %(row)s has a cell outside the table (“%(value)s”). It is not read."),
    "text.garbled": _("Line %(row)s seems to have been saved with wrong letters: “%(value)s”."),
    "answer.unknown": _("“%(value)s” is no answer to “%(column)s”. Accepted: %(accepted)s."),
    "school.grades-missing": _("%(value)s (line %(row)s) has no grades in the file."),
    "school.same-name": _("Lines %(other)s and %(row)s are two schools called %(value)s in %(municipality)s."),
    "school.leading-zero": _("“%(value)s” in line %(row)s, “%(column)s”, lost a zero. Read as %(chosen)s."),
    "calendar.gap": _(
        "The file leaves out %(first)s to %(until)s. They are taken for school days. It is so for: %(schools)s."
    ),
    "calendar.empty-month": _("There is no school day in the whole of %(month)s. It is so for: %(schools)s."),
    "calendar.short": _(
        "The file covers only %(first)s to %(until)s, less than a school year. It is so for: %(schools)s."
    ),
    "calendar.planning-contradicts": _(
        "Line %(row)s (%(school)s) is called “%(value)s”, but teachers are not at work without pupils. The marks count."
    ),
    "calendar.mark-contradicts": _(
        "Line %(row)s (%(school)s) is called “%(value)s”, but pupils are at school. The marks count."
    ),
    "person.name-with-comma": _("The name in line %(row)s has a comma: “%(value)s”."),
    "ask.encoding": _("With which letters was the file saved?"),
    "ask.delimiter": _("What stands between the cells?"),
    "ask.sheet": _("Which sheet of the workbook shall be read?"),
    "ask.column": _("Which column holds “%(field)s”?"),
    "ask.date-order": _("Dates such as %(value)s in “%(column)s” can be read two ways. Which is right?"),
    "ask.school": _("Which school is “%(value)s”?"),
    "ask.unit": _("Which school or service is “%(value)s”?"),
    "ask.profession": _("Which profession is “%(value)s”?"),
    "why.byte-order-mark": _("the file says so at its beginning"),
    "why.plain-letters": _("there are only plain letters"),
    "why.valid-utf8": _("all letters can be read so"),
    "why.nordic-letters": _("the Nordic letters come out right"),
    "why.answered": _("you said so"),
    "why.only-reading": _("nothing else fits"),
    "why.compressed": _("the file is compressed"),
    "why.first-line-says": _("the first line says so"),
    "why.same-width": _("all lines then have as many cells"),
    "why.one-column": _("there is only one column"),
    "why.known-names": _("the column names are known"),
    "why.first-full-line": _("it is the first full line"),
    "why.header-name": _("the column is called so"),
    "why.name-not-known": _("the name is not one we know"),
    "why.day-above-twelve": _("some days are above twelve"),
    "why.dots-are-day-first": _("dates with dots begin with the day"),
    "why.year-first": _("the year comes first"),
    "why.excel-number": _("the workbook keeps dates as numbers"),
    "why.two-digit-year": _("the year has two digits"),
    "why.only-marks": _("only marked cells are filled"),
    "why.no-org-number": _("it has no organisation number"),
    "why.name-says-skule": _("the name is written in nynorsk"),
    "why.every-name-has-a-comma": _("every name has a comma"),
}
OWN: Mapping[str, Promise] = {
    "schools.none-here": _(
        "The file holds schools of %(count)s municipalities, but none of %(municipality)s. Check that it is the right "
        "file, and that the municipality's number and name are the same here and there."
    ),
    "schools.two-municipalities": _(
        "Several municipalities are called %(municipality)s. Give the number of the one you mean: %(numbers)s."
    ),
    "schools.no-municipality": _(
        "The file does not say to which municipality its schools belong. Import it for one municipality."
    ),
    "school.place-ambiguous": _(
        "%(value)s (line %(row)s) is left out: several municipalities here are called %(municipality)s, "
        "and the file has no number to tell them apart."
    ),
    "school.elsewhere": _(
        "%(value)s (line %(row)s) is left out: its organisation number belongs to a school in another municipality."
    ),
    "school.ambiguous": _(
        "%(value)s (line %(row)s) is left out: the file has several schools of that name in %(municipality)s and no "
        "organisation number to tell them apart."
    ),
    "school.ambiguous-here": _(
        "%(value)s (line %(row)s) is left out: several schools here have that name. "
        "Give them their organisation numbers first."
    ),
    "person.no-unit": _(
        "%(value)s (line %(row)s) is left out: the line names no school or service. Write where the person works."
    ),
    "person.no-profession": _(
        "%(value)s (line %(row)s) is left out: nothing says what the person works as. Add a column with the profession."
    ),
    "person.email-taken": _(
        "The e-mail %(value)s (line %(row)s) belongs to somebody of another name. The line is left out. "
        "Check the address and the name."
    ),
    "person.two-of-one-name": _(
        "%(value)s (line %(row)s) is left out: several people have that name. Give an e-mail to tell them apart."
    ),
    "person.namesake": _(
        "Somebody called %(value)s works here already, with another e-mail. Line %(row)s counts as a new person."
    ),
    "person.two-spans": _(
        "Lines %(other)s and %(row)s are the same position with different days. Line %(row)s is left out."
    ),
}


def sentence(thing: Problem | Remark | Question) -> str:
    """What a problem or question says, in the reader's language."""
    pattern = OWN[thing.code] if isinstance(thing, Remark) else SENTENCES[thing.code]
    holes = {name: plain(value) for name, value in thing.holes().items()}
    return str(pattern) % {**holes, **_special(thing)}


def _special(thing: Problem | Remark | Question) -> dict[str, str]:
    """Holes whose value is an id, a month, or nobody in particular."""
    holes = thing.holes()
    special: dict[str, str] = {}
    if "field" in holes:
        special["field"] = field_name(str(holes["field"]))
    if isinstance(month := holes.get("month"), date):
        special["month"] = date_format(month, "YEAR_MONTH_FORMAT")
    special |= {name: gettext("all schools") for name in ("school", "schools") if holes.get(name) == ""}
    if thing.code.startswith("person.profession-"):
        special["accepted"] = profession_names(getattr(thing, "accepted", ()))
    return special


def because(choice: Choice) -> str:
    return str(SENTENCES[choice.because])
