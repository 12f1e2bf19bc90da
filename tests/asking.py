"""Small words for tests of whole pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import fields

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from samspill.people.models import Person
from tests.cast import Cast, adopt, assemble
from tests.poured import Poured, rows_by_table, writings


def sign_in(client: Client, person: Person) -> Client:
    """Let `person` read in English, so that tests can say the sentences of the code."""
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def counted() -> CaptureQueriesContext:
    """`with counted() as queries:` gathers what the database was asked; `len(queries)` says how often."""
    return CaptureQueriesContext(connection)


Standing = Callable[[None, DjangoDbBlocker], Iterator[Cast]]


def once(build: Callable[[], Cast]) -> Standing:
    """A world built once for all tests of a module and taken back after the last.

    Make it a fixture of the module, and let every test have its `fresh` copy: rows are restored by the test's own
    savepoint, objects by copying. The verbs build it for the first module only; for the next its rows are poured.
    """
    kept: list[tuple[Cast, Poured]] = []

    def standing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
        with django_db_blocker.unblock(), transaction.atomic():
            if kept:
                cast, rows = kept[0]
                rows.pour()
            else:
                before = rows_by_table()
                cast = build()
                cast.world = f"world {id(kept)}"
                kept.append((fresh(cast), Poured(before, rows_by_table())))
            yield fresh(cast)
            transaction.set_rollback(True)

    return standing


assembled_once = once(assemble)
adopted_once = once(lambda: adopt(assemble()))


def fresh(cast: Cast) -> Cast:
    """A copy for one test: nothing is written in its world yet."""
    made = Cast(**{field.name: deepcopy(getattr(cast, field.name)) for field in fields(cast)})
    made.writings = writings() if made.world else -1
    return made
