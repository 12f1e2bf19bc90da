"""Let a municipality take up a method: project, arenas with vacant places, and the plan on its school days.

examples:
  samspill adopt log --municipality Lillehammer --start 2026-10
  samspill adopt log --municipality Drammen --start 2026-10 --schools "Krokstad skole" "Steinberg skole"
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.html import strip_tags

from samspill.config.trouble import Trouble
from samspill.methods import load
from samspill.wheel.adopt import Adopted, adopt

SHOWN = 12


def month(text: str) -> date:
    """2026-10 is its first day."""
    try:
        return date.fromisoformat(text if len(text) > len("2026-10") else f"{text}-01")
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no month. Write it like 2026-10 (or a day like 2026-10-05).") from None


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("method", choices=sorted({slug for slug, _revision in load.methods()}), help="which method")
    parser.add_argument("--municipality", required=True, metavar="NAME", help="its name or number")
    parser.add_argument("--start", required=True, type=month, metavar="YYYY-MM", help="when it begins")
    parser.add_argument(
        "--schools", nargs="+", metavar="NAME", help="the schools that take part (every second one, if none are named)"
    )


def run(options: Namespace) -> int:
    with translation.override("en"):
        try:
            adopted = adopt(
                options.method,
                municipality_name=options.municipality,
                start=options.start,
                schools=options.schools,
                acting=None,
                at=timezone.now(),
            )
        except ValidationError as error:
            raise Trouble(" ".join(error.messages)) from error
        print("\n".join(told(adopted)))
    return 0


def told(adopted: Adopted) -> list[str]:
    """What was made and what is to be filled in, in lines."""
    (office, *schools), project = adopted.units, adopted.project
    lacks = Counter(strip_tags(str(lack.words)) for lack in adopted.to_fill)
    lines = [
        f"{office.municipality} runs {project.method} {project.revision} from {project.starts}.",
        f"  {len(schools)} schools take part: {', '.join(school.name for school in schools)}",
        f"  {len(adopted.compared)} are compared with: {', '.join(school.name for school in adopted.compared) or '–'}",
        f"  {len(adopted.arenas)} arenas are open, {adopted.occasions} activities lie in the plan.",
        f"To fill in, {len(adopted.to_fill)} places:",
        *(f"  {count} × {words}" for words, count in lacks.most_common(SHOWN)),
    ]
    return lines if len(lacks) <= SHOWN else [*lines, f"  … and {len(lacks) - SHOWN} more kinds."]
