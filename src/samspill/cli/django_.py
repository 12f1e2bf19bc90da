"""Run one of Django's own management commands, with the database it needs.

examples:
  samspill django help                  list them
  samspill django makemigrations        after a change of models
  samspill django shell
"""

from __future__ import annotations

from argparse import REMAINDER, ArgumentParser, Namespace
from contextlib import AbstractContextManager, nullcontext

from samspill.config import datafolder, house

WITHOUT_DATABASE = {"help", "check", "makemigrations", "version", "findstatic", "diffsettings"}


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs=REMAINDER, metavar="COMMAND …", help="the command and what it takes")


def run(options: Namespace) -> None:
    from django.core.management import execute_from_command_line

    words = options.words or ["help"]
    data = datafolder.chosen()
    if words[0] in WITHOUT_DATABASE:
        house.bare(data)
        standing: AbstractContextManager[None] = nullcontext()
    else:
        standing = house.beside(data, by=f"samspill django {words[0]}", say=house.whisper)
    with standing:
        execute_from_command_line(["samspill django", *words])
