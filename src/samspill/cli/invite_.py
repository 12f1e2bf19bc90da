"""Let the first people of a municipality in: everybody else is invited by them, in the browser.

examples:
  samspill invite "Astrid Solheim" --municipality Lillehammer --email astrid@example.org
  samspill invite "Per Dahl" --municipality Lillehammer --as administrator
  samspill invite "Per Dahl" --municipality Nyby --new          the municipality is in no imported register
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation

from samspill.config.trouble import Trouble
from samspill.people.actions import INVITATION_DAYS, add_person, invite, make_municipality, take_position
from samspill.people.models import Municipality, Person, Profession
from samspill.people.queries import office_of
from samspill.wheel.adopt import find_municipality

PROFESSIONS = (Profession.SCHOOL_OWNER, Profession.ADMINISTRATOR)


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", help="who is let in")
    parser.add_argument("--municipality", required=True, metavar="NAME", help="its name or number")
    parser.add_argument("--email", default=None, help="without one, the code on paper is the only way in")
    parser.add_argument(
        "--as", dest="profession", choices=[str(one.value) for one in PROFESSIONS], default=PROFESSIONS[0].value
    )
    parser.add_argument("--new", action="store_true", help="make the municipality if there is none of this name")


def run(options: Namespace) -> int:
    with translation.override("en"):
        try:
            code = let_in(options, at=timezone.now())
        except ValidationError as error:
            raise Trouble(" ".join(error.messages)) from error
    print(f"{options.name} can come in within {INVITATION_DAYS} days.")
    print("Open the address of Samspill with /welcome/ after it, and write this code, once:")
    print()
    print(f"  {code}")
    return 0


@transaction.atomic
def let_in(options: Namespace, *, at: datetime) -> str:
    """Make or find the person at the school owner's office, and give the code."""
    municipality = _municipality(options, at=at)
    office = office_of(municipality)
    known = Person.objects.filter(positions__unit=office, name=options.name).first()
    if known:
        return invite(known, acting=None, at=at)
    person = add_person(name=options.name, email=options.email, acting=None, at=at)
    since = timezone.localdate(at)
    take_position(person, office, profession=options.profession, since=since, acting=None, at=at)
    return invite(person, acting=None, at=at)


def _municipality(options: Namespace, *, at: datetime) -> Municipality:
    try:
        return find_municipality(options.municipality)
    except ValidationError:
        if not options.new:
            raise
    name = options.municipality
    return make_municipality(name=name, office=name, acting=None, at=at)
