"""What a database needs before Samspill can work with it: it answers, it exists, its tables are of this release."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier

from samspill.config import database
from samspill.config.trouble import Trouble

# Django 5.2's oldest PostgreSQL.
OLDEST = 140_000
# Any number will do, as long as every Samspill waits at the same one while tables change.
MIGRATION_LOCK = 7_262_026


def reach(url: str) -> None:
    """Knock once at a PostgreSQL server of the operator's own."""
    database.from_url(url, pool_size=0)
    try:
        with psycopg.connect(url, connect_timeout=5) as answer:
            version = answer.info.server_version
    except psycopg.Error as error:
        raise Trouble(_unreachable(url, error)) from error
    if version < OLDEST:
        raise Trouble(
            f"The PostgreSQL server of DATABASE_URL is version {version // 10_000}; Samspill needs 14 or newer. "
            "Upgrade it, or leave DATABASE_URL out to use the one that Samspill brings."
        )


def _unreachable(url: str, error: psycopg.Error) -> str:
    lines = str(error).strip().splitlines() or ["no reason was given"]
    try:
        place = conninfo_to_dict(url)
        where = f"“{place.get('dbname', '')}” at {place.get('host', 'this machine')}"
    except psycopg.ProgrammingError:
        where = "of DATABASE_URL"
    return (
        f"The database {where} did not answer: {lines[-1].strip()}. "
        "See that the server runs, that the database exists and that DATABASE_URL is right: "
        "postgresql://user:password@host:5432/name."
    )


def create_database(url: str, name: str) -> None:
    """Make the database if the server does not have it; `url` leads to the server's own."""
    with psycopg.connect(url, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))


def pending() -> set[tuple[str, str]]:
    """List migrations on the disk that the database has not had: two lookups instead of Django's whole graph."""
    return _on_disk() - set(MigrationRecorder(connection).applied_migrations())


def _on_disk() -> set[tuple[str, str]]:
    found = set()
    for app in apps.get_app_configs():
        name = f"{app.name}.migrations"
        if find_spec(name):
            folders = import_module(name).__path__
            found |= {(app.label, entry.name) for entry in pkgutil.iter_modules(folders) if entry.name[0] not in "_~"}
    return found


def migrate(say: Callable[[str], None]) -> None:
    """Bring the tables up to this release, if they are not; a second Samspill on the same database waits."""
    if not pending():
        return
    say("Preparing the tables of the database …")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            call_command("migrate", interactive=False, verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def has_tables() -> bool:
    with connection.cursor() as cursor:
        return bool(connection.introspection.table_names(cursor))
