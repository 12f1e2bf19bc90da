"""Write the whole database to one file, while Samspill may go on running.

The file holds everything about everyone: keep it as safe as the data folder itself.

examples:
  samspill backup                                  to samspill-YYYY-MM-DD-HHMM.backup in this folder
  samspill backup /safe/place/monday.backup
"""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from samspill.cli import dump
from samspill.config import datafolder
from samspill.config.trouble import Trouble


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="the file to write; an existing one is never overwritten")


def run(options: Namespace) -> None:
    target: Path = options.file or Path(f"samspill-{datetime.now(UTC):%Y-%m-%d-%H%M}.backup")
    if target.exists():
        raise Trouble(f"{target} exists already, and a backup is never overwritten. Give another name.")
    # Beside its place first, so that half a backup never looks like a whole one.
    part = target.with_name(f"{target.name}.part")
    try:
        part.touch(mode=0o600)
        dump.run("pg_dump", "--format=custom", f"--file={part}", database=dump.address(datafolder.chosen()))
        os.rename(part, target)
    except OSError as error:
        raise Trouble(f"{target} cannot be written: {error.strerror}. Choose another folder.") from error
    finally:
        part.unlink(missing_ok=True)
    print(f"{target} holds the whole database ({target.stat().st_size // 1024} kB).")
