"""When recurring work is due, on the clock on the wall of the municipality. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Schedule(Protocol):
    def latest(self, at: datetime, zone: ZoneInfo) -> datetime:
        """The last moment up to `at` when the work was due."""
        ...

    @property
    def at_once(self) -> bool:
        """Whether a new installation begins at once, or waits for the first moment to come."""
        ...


@dataclass(frozen=True, slots=True)
class Every:
    """Every so many minutes of the hour or of the day."""

    minutes: int
    at_once: bool = True

    def latest(self, at: datetime, zone: ZoneInfo) -> datetime:
        seconds = self.minutes * 60
        return datetime.fromtimestamp(at.timestamp() // seconds * seconds, zone)


@dataclass(frozen=True, slots=True)
class Daily:
    hour: int
    minute: int = 0
    at_once: bool = False

    def latest(self, at: datetime, zone: ZoneInfo) -> datetime:
        local = at.astimezone(zone)
        due = datetime.combine(local.date(), time(self.hour, self.minute), zone)
        return due if due <= local else datetime.combine(local.date() - timedelta(days=1), due.timetz())


@dataclass(frozen=True, slots=True)
class Weekly:
    """`weekday` 1 is Monday."""

    weekday: int
    hour: int
    minute: int = 0
    at_once: bool = False

    def latest(self, at: datetime, zone: ZoneInfo) -> datetime:
        local = at.astimezone(zone)
        day = local.date() - timedelta(days=(local.isoweekday() - self.weekday) % 7)
        due = datetime.combine(day, time(self.hour, self.minute), zone)
        return due if due <= local else datetime.combine(day - timedelta(days=7), due.timetz())
