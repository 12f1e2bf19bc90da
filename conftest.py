"""One PostgreSQL for the whole test run: started by the process that leads it, shared by all workers."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import Redirect, StaticFile

from samspill.config import database, embedded

pytest_plugins = ["tests.browser"]

# Timing never decides a test: a pause of the machine is no failure.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")

gc.set_threshold(50_000, 20, 50)  # tests leave little behind

THROWN_AWAY = "SAMSPILL_TEST_SERVER"  # tells the workers that the server goes with the run
MIGRATED = "migrated"  # the database that those of the workers are copies of
_SERVERS = pytest.StashKey[embedded.Server]()


def _start(config: pytest.Config) -> None:
    # A short path of its own: pytest's temporary folders are too deep for a Unix socket.
    server = embedded.Server(Path(tempfile.mkdtemp(prefix="samspill-test-")), forgetful=True)
    config.stash[_SERVERS] = server
    server.start()
    os.environ[THROWN_AWAY] = "1"
    os.environ["DATABASE_URL"] = embedded.address(server.data, "postgres")
    # A pool's idle connections would keep the test database from being dropped.
    os.environ["SAMSPILL_POOL"] = "0"


def pytest_configure(config: pytest.Config) -> None:
    """Workers inherit DATABASE_URL from the controller, so it must stand there before they are started."""
    os.environ.setdefault("NUMBA_CACHE_DIR", str(config.rootpath / ".pytest_cache" / "numba"))  # one for all commands
    settings.SECRET_KEY = "only for tests"  # outside tests Samspill makes a key of its own, and there is no default
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one takes 0.6 s each time
    if getattr(config.option, "numprocesses", None) and not os.environ.get("DATABASE_URL"):
        _start(config)


def pytest_collection_finish() -> None:
    """What is loaded by now stays, so the garbage collector need not look through it with every test."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes comes first, so that no worker is left alone with it at the end.

    The demo is built by whoever runs its tests. Workers take tests from each other at the far end, so here, at the
    near one, they stay together.
    """
    items.sort(key=lambda one: (not one.nodeid.startswith("src/samspill/demo/"), one.get_closest_marker("e2e") is None))


def _empty(_test: TransactionTestCase) -> None:
    """Take away what a test has committed.

    Django's flush takes a second: it truncates some hundred and fifty tables, of which a test fills thirty, and writes
    all permissions anew.
    """
    kept = {"django_migrations", "django_content_type", "auth_permission"}
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in kept]
        cursor.execute(" UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in tables))
        deletions = "".join(f"DELETE FROM {name};" for (name,) in cursor.fetchall())
        cursor.execute(f"BEGIN; SET LOCAL session_replication_role = replica; {deletions} COMMIT")


TransactionTestCase._fixture_teardown = _empty  # type: ignore[method-assign]


def _look_once(self: WhiteNoiseMiddleware) -> None:
    """Each test's client has a middleware of its own, which would look for all static files anew: 11 ms."""
    if not _STATIC:
        _look(self)
        _STATIC.update(self.files)
    self.files = _STATIC


_STATIC: dict[str, StaticFile | Redirect] = {}
_look, WhiteNoiseMiddleware.add_files_from_finders = WhiteNoiseMiddleware.add_files_from_finders, _look_once


def pytest_unconfigure(config: pytest.Config) -> None:
    server = config.stash.get(_SERVERS, None)
    if server is not None:
        server.stop()
        shutil.rmtree(server.data)


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> Iterator[str]:
    """Give the address of the server; without workers it is started when the first test needs it."""
    if not os.environ.get("DATABASE_URL"):
        _start(pytestconfig)
        # Settings were read before any test asked for a database, so the place is filled in here.
        settings.DATABASES["default"].update(database.from_url(os.environ["DATABASE_URL"], pool_size=0))
    return os.environ["DATABASE_URL"]


@pytest.fixture(scope="session")
def django_db_keepdb(postgres: str, pytestconfig: pytest.Config) -> bool:
    """Nobody has to drop the databases of a server that is thrown away; somebody may still be connected to one."""
    return bool(os.environ.get(THROWN_AWAY)) or bool(pytestconfig.option.reuse_db)


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder for a database: pytest closes its own to others, and as root the server is another user."""
    made = Path(tempfile.mkdtemp(prefix="samspill-test-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    postgres: str, django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Each worker has a database of its own on the one server: a copy of the one that the first has migrated."""
    if os.environ.get(THROWN_AWAY):
        with django_db_blocker.unblock():
            _migrate_once(postgres)
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = MIGRATED


def _migrate_once(postgres: str) -> None:
    """Migrating takes 16 s, copying what was migrated a third of one."""
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(1)")  # held as long as the connection
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [MIGRATED]).fetchone():
            return
        server.execute(f"CREATE DATABASE {MIGRATED}")
        usual, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], MIGRATED
        call_command("migrate", verbosity=0)
        connection.close()
        connection.settings_dict["NAME"] = usual
