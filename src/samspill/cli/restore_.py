"""Fill an empty database from a backup. A database that holds anything is left as it is.

examples:
  SAMSPILL_DATA=/srv/new samspill restore monday.backup
  DATABASE_URL=postgresql://me:secret@db/empty samspill restore monday.backup
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from samspill.cli import demonstration, dump
from samspill.config import datafolder, house, upkeep
from samspill.config.trouble import Trouble


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file that “samspill backup” wrote")


def run(options: Namespace) -> None:
    if not options.file.is_file():
        raise Trouble(f"There is no file {options.file}. Give one that “samspill backup” wrote.")
    data = datafolder.chosen()
    with house.alone(data, by="samspill restore", say=house.whisper, tables=False):
        if upkeep.has_tables():
            raise Trouble(
                "This database is not empty, and a backup is only restored into an empty one. "
                "Choose an empty data folder with SAMSPILL_DATA."
            )
        demonstration.forget(data)
        arguments = ("--no-owner", "--exit-on-error", "--single-transaction", str(options.file))
        dump.run("pg_restore", *arguments, database=dump.address(data), into=True)
        upkeep.migrate(house.whisper)
    print(f"The database is as {options.file} has it.")
