"""The demo as it stands on a day in November: built once for all its tests, which only look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from samspill import demo
from samspill.insight.board import Board, board_of
from samspill.projects.models import Participation

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        demo.build(at=datetime.combine(TODAY, datetime.min.time(), UTC).replace(hour=12), say=lambda _line: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def today(built: None, db: None) -> date:
    return TODAY


@pytest.fixture
def boards(today: date) -> list[Board]:
    rows = Participation.objects.select_related("project__municipality", "unit__municipality")
    return [board_of(one, today) for one in rows]
