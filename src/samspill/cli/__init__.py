"""The one command line. A command is a module of this folder and a line in the table of `commands`."""

from __future__ import annotations

import errno
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module

from samspill.cli import demonstration
from samspill.cli.commands import COMMANDS, Command, Needs
from samspill.config import datafolder, house
from samspill.config.env import SettingError
from samspill.config.trouble import Trouble

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what the person can put right is told in one sentence on stderr, with code 2."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview())
        return 0
    try:
        return _run(_find(words[0]), words[1:])
    except (Trouble, SettingError) as trouble:
        print(f"samspill: {trouble}", file=sys.stderr)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        print(f"samspill: {datafolder.reason(error, datafolder.chosen())}", file=sys.stderr)
    return 2


def overview() -> str:
    """List the commands by what one wants to do."""
    width = max(len(command.name) for command in COMMANDS) + 2
    lines = ["Samspill: municipalities and schools develop practice together.", "", "usage: samspill COMMAND …"]
    for group in dict.fromkeys(command.group for command in COMMANDS):
        lines += ["", f"{group}:"]
        lines += [f"  {each.name:<{width}}{each.summary}" for each in COMMANDS if each.group == group]
    return "\n".join([*lines, "", "“samspill COMMAND --help” tells more and shows examples."])


def _find(name: str) -> Command:
    for command in COMMANDS:
        if command.name == name:
            return command
    known = ", ".join(command.name for command in COMMANDS)
    raise Trouble(f"There is no command “{name}”. Accepted: {known}.")


def _run(command: Command, words: Sequence[str]) -> int:
    # Models can only be imported once Django is awake, so a command's module is not imported before its needs are met,
    # unless someone only asks how it is used.
    with _needs(command, asking=bool({"-h", "--help"} & set(words[:2]))):
        module = import_module(command.module)
        parser = ArgumentParser(
            prog=f"samspill {command.name}", description=module.__doc__, formatter_class=RawDescriptionHelpFormatter
        )
        if hasattr(module, "arguments"):
            module.arguments(parser)
        answer: int | None = module.run(parser.parse_args(words))
        return answer or 0


def _needs(command: Command, *, asking: bool) -> AbstractContextManager[None]:
    data = datafolder.chosen()
    if command.needs is Needs.NOTHING:
        return nullcontext()
    if asking or command.needs is Needs.DJANGO:
        house.bare(data)
        return nullcontext()
    demonstration.recall(data)
    return house.beside(data, by=f"samspill {command.name}", say=house.whisper)
