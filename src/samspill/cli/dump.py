"""Calling PostgreSQL's own programs for backup and restore."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from samspill.config import embedded
from samspill.config.trouble import Trouble


def address(data: Path) -> str:
    return os.environ.get("DATABASE_URL") or embedded.address(data)


def run(program: str, *arguments: str, database: str, into: bool = False) -> None:
    """Run `pg_dump` or `pg_restore`; the password goes by the environment, where other users cannot read it."""
    place = {name: value for name, value in conninfo_to_dict(database).items() if value is not None}
    environment = os.environ | {"PGPASSWORD": str(place.pop("password", "")), "LC_ALL": "C"}
    where = f"--dbname={make_conninfo('', **place)}"
    ended = subprocess.run(
        [str(embedded.tool(program)), where, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if ended.returncode != 0:
        lines = ended.stderr.strip().splitlines() or ["no reason was given"]
        did = "restored, and the database is as it was" if into else "made"
        raise Trouble(f"The backup was not {did}: {lines[0].removeprefix(f'{program}: ')}.")
