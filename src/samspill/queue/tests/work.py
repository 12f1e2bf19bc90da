"""Jobs for tests: what they did stands in `DONE`."""

from __future__ import annotations

from datetime import datetime

from samspill.queue.jobs import GiveUp, job
from samspill.queue.schedules import Daily, Every

DONE: list[tuple[str, datetime]] = []


@job(title="good", retries=2)
def good(*, name: str, at: datetime) -> None:
    DONE.append((name, at))


@job(title="bad", retries=2)
def bad(*, at: datetime) -> None:
    raise ConnectionError("the server is away")


@job(title="hopeless")
def hopeless(*, at: datetime) -> None:
    raise GiveUp("No such address.")


@job(title="often", schedule=Every(5))
def often(*, at: datetime) -> None:
    DONE.append(("often", at))


@job(title="daily", schedule=Daily(7))
def daily(*, at: datetime) -> None:
    DONE.append(("daily", at))
