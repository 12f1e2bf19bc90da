"""Look after the method packs: the development methods that Samspill knows.

examples:
  samspill methods check                   every problem in every pack, each with its file and key
  samspill methods check my/packs          the packs of another folder
  samspill methods lock                    write new ids into packs.lock, so that they can never vanish
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from samspill.config.trouble import Trouble
from samspill.methods import load, lock
from samspill.methods.check import check_all


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", choices=["check", "lock"], help="what to do with the packs")
    parser.add_argument("folder", nargs="?", type=Path, default=load.ROOT, help="where they lie, if not in Samspill")


def run(options: Namespace) -> int:
    if not options.folder.is_dir():
        raise Trouble(f"There is no folder {options.folder}. Give the one that holds the packs.")
    if options.verb == "lock":
        print(f"{lock.write(options.folder)} holds every id.")
        return 0
    problems = check_all(options.folder)
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems in the method packs." if problems else "The method packs are whole.")
    return 1 if problems else 0
