"""Small words for tests of whole pages."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspill.people.models import Person


def sign_in(client: Client, person: Person) -> Client:
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def counted() -> CaptureQueriesContext:
    """`with counted() as queries:` gathers what the database was asked; `len(queries)` says how often."""
    return CaptureQueriesContext(connection)
