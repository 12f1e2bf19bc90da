"""A clock that is set by hand: what the server takes for now, in every thread."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

_really = timezone.now


class Clock:
    """It goes on from the moment it was last set to. Whoever was signed in before has to sign in again."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def set(self, moment: datetime) -> None:
        self.ahead = moment - _really()

    def now(self) -> datetime:
        return _really() + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The product reads its clock in one place, at the edge: `timezone.now()`."""
    made = Clock()
    monkeypatch.setattr(timezone, "now", made.now)
    return made
