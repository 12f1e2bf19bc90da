"""The table of commands.

Adding one: write its module (`run(options)`, and `arguments(parser)` if it takes any), then add its line here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Needs(Enum):
    """What must stand before a command's module is imported."""

    NOTHING = auto()
    DJANGO = auto()
    DATABASE = auto()  # the one of a Samspill that runs, or else started for the time of the command


@dataclass(frozen=True)
class Command:
    group: str
    name: str
    summary: str
    needs: Needs

    @property
    def module(self) -> str:
        return f"samspill.cli.{self.name}_"


COMMANDS = (
    Command("Run", "serve", "Start Samspill and its database on this machine.", Needs.NOTHING),
    Command("Run", "demo", "Fill an empty database with the demo municipality.", Needs.NOTHING),
    Command("Run", "work", "Do the waiting work: mail, conversions, reminders.", Needs.DATABASE),
    Command("Fill in", "import", "Bring in schools, a school route or people from a file.", Needs.DATABASE),
    Command("Fill in", "adopt", "Let a municipality take up a method.", Needs.DATABASE),
    Command("Fill in", "invite", "Let the first people of a municipality in.", Needs.DATABASE),
    Command("Look after", "check", "See whether everything Samspill needs is in order.", Needs.NOTHING),
    Command("Look after", "migrate", "Bring the database's tables up to this release.", Needs.DATABASE),
    Command("Look after", "backup", "Write the whole database to one file.", Needs.DATABASE),
    Command("Look after", "restore", "Fill an empty database from a backup.", Needs.NOTHING),
    Command("Look after", "reindex", "Build the search index anew.", Needs.DATABASE),
    Command("Look after", "methods", "Check the method packs, and lock their ids.", Needs.NOTHING),
    Command("Look after", "django", "Run one of Django's own management commands.", Needs.NOTHING),
)
