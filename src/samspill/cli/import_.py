"""Bring in schools, a school route or people from a file. You see what it would do before anything is done.

examples:
  samspill import schools register.csv                              the whole register
  samspill import schools register.csv --municipality Lillehammer   one municipality of it
  samspill import calendar route.csv --municipality Lillehammer
  samspill import people staff.xlsx --municipality 3405 --answer "column:unit=Arbeidssted" --yes
"""

from __future__ import annotations

import shlex
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone, translation

from samspill.config.trouble import Trouble
from samspill.core.registers.model import Question
from samspill.imports import calendars, people, schools
from samspill.imports.actions import carry_out
from samspill.imports.models import ImportKind
from samspill.imports.names import candidate_name
from samspill.imports.places import standing
from samspill.imports.preview import Preview
from samspill.imports.shown import Group, Shown, shown
from samspill.imports.words import sentence
from samspill.people.models import Municipality
from samspill.people.versions import StaleError

ASKED = 20
OFFERED = 5
DECLINED, REFUSED = 1, 2


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", choices=ImportKind.values, help="what the file holds")
    parser.add_argument("file", type=Path, help="CSV, Excel (.xlsx) or a compressed CSV (.gz)")
    parser.add_argument("--municipality", default="", metavar="NAME", help="its name or number")
    parser.add_argument(
        "--answer", action="append", default=[], metavar="ID=VALUE", help="answer to a question about the file"
    )
    parser.add_argument("--yes", action="store_true", help="do it without asking")


def run(options: Namespace) -> int:
    # The other words of the command line are English; half a page of another language would read badly.
    with translation.override("en"):
        preview, municipality = _preview(options)
        return _settle(preview, municipality, options)


def _settle(preview: Preview, municipality: Municipality | None, options: Namespace) -> int:
    page = shown(preview)
    _print_page(page, preview)
    if reason := _refusal(preview):
        print(f"\n{reason}")
        return REFUSED
    if not preview.ready:
        print("\nThere is nothing to import: everything in the file is here already.")
        return 0
    if not options.yes and not _agreed():
        print("Nothing was changed.")
        return DECLINED
    try:
        carry_out(preview, municipality, kind=options.kind, name=options.file.name, acting=None, at=timezone.now())
    except ValidationError as error:
        raise Trouble(f"Nothing was imported. {' '.join(error.messages)}") from error
    except (StaleError, IntegrityError) as error:
        raise Trouble("Nothing was imported: somebody changed something meanwhile. Try again.") from error
    print("Imported.")
    return 0


def _preview(options: Namespace) -> tuple[Preview, Municipality | None]:
    data, answers = _read(options.file), dict(map(_answer, options.answer))
    if options.kind == ImportKind.SCHOOLS:
        # The register knows municipalities that the database does not know yet.
        return schools.preview(data, answers=answers, municipality=None, named=options.municipality), None
    municipality = _municipality(options.municipality)
    if options.kind == ImportKind.CALENDAR:
        return calendars.preview(data, answers=answers, municipality=municipality), municipality
    today = timezone.localdate()
    return people.preview(data, answers=answers, municipality=municipality, today=today), municipality


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise Trouble(f"There is no file {file}. Check the name.")
    try:
        return file.read_bytes()
    except PermissionError as error:
        raise Trouble(f"{file} may not be read. Check who may read it.") from error


def _answer(text: str) -> tuple[str, str]:
    question, equals, value = text.partition("=")
    if not equals:
        raise Trouble(f"“{text}” is no answer. Write it as ID=VALUE, as the questions show it.")
    return question, value


def _municipality(wanted: str) -> Municipality:
    if not wanted:
        raise Trouble("For which municipality? Give its name or number with --municipality.")
    found = standing().find(wanted if wanted.isdigit() else "", [wanted]) or list(
        Municipality.objects.filter(name__iexact=wanted)
    )
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(one.number for one in found)
        raise Trouble(f"Several municipalities are called {wanted}. Give the number of the one you mean: {numbers}.")
    known = list(Municipality.objects.values_list("name", flat=True))
    near = get_close_matches(wanted, known) or known[:OFFERED]
    here = f"The nearest: {', '.join(near)}." if near else "There is none yet: import its schools first."
    raise Trouble(f"There is no municipality {wanted} here. {here}")


# ------------------------------------------------------------------------------------------------ what is printed


def _print_page(page: Shown, preview: Preview) -> None:
    if page.choices:
        print("How the file was read:")
        for choice in page.choices:
            unsure = "" if choice.sure else "   (not certain)"
            print(f"  {choice.what}: {choice.chosen}, because {choice.because}{unsure}")
    for title, groups in (("The file cannot be imported", page.stops), ("Left out", page.left_out)):
        _print_groups(title, groups)
    _print_groups("Worth a look", page.to_look_at)
    _print_questions(preview.reading.questions)
    if preview.unreadable or preview.reading.waiting:
        return
    diff = preview.diff
    print(f"\n{len(diff.new)} new, {len(diff.changed)} changed, {len(diff.same)} as before.")
    if diff.gone:
        what = "and go, since the file speaks for all its days" if preview.replaces else "and stay as they are"
        print(f"{len(diff.gone)} are here but not in the file {what}.")


def _print_groups(title: str, groups: Iterable[Group]) -> None:
    groups = tuple(groups)
    if groups:
        print(f"\n{title} ({sum(group.count for group in groups)}):")
    for group in groups:
        for text in group.sentences:
            print(f"  {text}")
        if group.more:
            print(f"  … and {group.more} more like these.")


def _print_questions(questions: tuple[Question, ...]) -> None:
    for question in sorted(questions, key=lambda one: not one.required)[:ASKED]:
        print(f"\n{sentence(question)}")
        for candidate in question.candidates[:OFFERED]:
            name = candidate_name(question, candidate)
            said = "" if name == candidate else f"   {name}"
            print(f"  --answer {shlex.quote(f'{question.id}={candidate}')}{said}")
        if more := question.candidates[OFFERED:]:
            print(f"  or one of: {', '.join(more)}")
    if len(questions) > ASKED:
        print(f"\nand {len(questions) - ASKED} more questions. Probably a column was taken for another.")


def _refusal(preview: Preview) -> str:
    if preview.unreadable:
        return "Nothing was imported."
    if preview.reading.waiting:
        return "Nothing was imported. Run the command once more with the answers."
    if stop := preview.stop:
        return (
            f"Nothing was imported: the file would end {stop.would_end} of {stop.standing} positions, more than one in "
            "ten. Look at the last days in the file. If they are right, end these positions on the people's own pages."
        )
    return ""


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise Trouble("Nothing was imported, since nobody can be asked here. Give --yes to do it without asking.")
    return input("\nImport this? [y/N] ").strip().casefold() in {"y", "yes", "j", "ja"}
