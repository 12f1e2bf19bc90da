"""Everything a command needs standing before it works with data: folder, database, tables, Django."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from samspill.config import datafolder, embedded, upkeep

Say = Callable[[str], None]


@contextmanager
def alone(data: Path, *, by: str, say: Say, tables: bool = True) -> Iterator[None]:
    """Hold the data folder and, unless DATABASE_URL names another, run its database for as long as the block lasts."""
    datafolder.open_folder(data)
    with datafolder.held(data, by=by), _database(data, say):
        _django(data)
        if tables:
            upkeep.migrate(say)
        yield


@contextmanager
def beside(data: Path, *, by: str, say: Say) -> Iterator[None]:
    """Work with the database of a Samspill that runs, or else run it alone."""
    if os.environ.get("DATABASE_URL"):
        upkeep.reach(os.environ["DATABASE_URL"])
        bare(data)
        upkeep.migrate(say)
        yield
        return
    try:
        with alone(data, by=by, say=say):
            yield
    except datafolder.Held:
        if embedded.Server(data).pid() is None:
            raise
        bare(data)
        yield


def bare(data: Path) -> None:
    """Wake Django for one short errand: with one connection at the most, made when it is first used."""
    os.environ.setdefault("SAMSPILL_POOL", "0")
    _django(data)


@contextmanager
def _database(data: Path, say: Say) -> Iterator[None]:
    url = os.environ.get("DATABASE_URL")
    if url:
        upkeep.reach(url)
        yield
        return
    server = embedded.Server(data)
    say("Starting the database …" if server.cluster.exists() else "Making a new database …")
    try:
        server.start()
        upkeep.create_database(embedded.address(data, "postgres"), "samspill")
        yield
    finally:
        server.stop()


def _django(data: Path) -> None:
    os.environ["SAMSPILL_DATA"] = str(data)
    # Read when numba is imported: what it compiles is kept with the data, also where the program cannot be written to.
    os.environ.setdefault("NUMBA_CACHE_DIR", str(data / "cache" / "numba"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspill.config.settings")
    if not os.environ.get("SAMSPILL_SECRET_KEY") and data.is_dir():
        os.environ["SAMSPILL_SECRET_KEY"] = datafolder.secret_key(data)
    django.setup()


def whisper(line: str) -> None:
    """Tell progress where it does not mix with what a command prints."""
    sys.stderr.write(f"{line}\n")
