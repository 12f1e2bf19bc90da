"""Pure: which real meeting is which occasion of the plan. Nothing is stored, so nothing can disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Slot:
    """An occasion: when it may fall, and the day it is looked for: when it was held, else when it is planned for."""

    id: int
    arena: int
    earliest: date
    latest: date
    on: date
    off: bool = False
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting that is called, takes place, has ended, or was called off; `activity` where somebody named which."""

    id: int
    arena: int
    on: date
    off: bool = False
    activity: str = ""


def match(slots: Iterable[Slot], meetings: Iterable[Met]) -> Mapping[int, int]:
    """Occasion id → meeting id, each at most once: same arena, inside the window, the nearest days first.

    A meeting that names its activity is that activity's alone, and before others; it need not keep to the window.
    A day that somebody chose outside the window (`on`) widens it. What was called off matches only what is left, so
    that it never takes the place of a meeting that stands. Deterministic. O(n · m · log) within one arena.
    """
    by_arena: dict[int, list[Met]] = {}
    for meeting in meetings:
        by_arena.setdefault(meeting.arena, []).append(meeting)
    pairs = [(slot, met) for slot in slots for met in by_arena.get(slot.arena, ()) if _fits(slot, met)]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for slot, met in sorted(pairs, key=_order):
        if slot.id not in found and met.id not in taken:
            found[slot.id] = met.id
            taken.add(met.id)
    return found


def widened(span: tuple[date, date], windows: Iterable[tuple[date, date]]) -> tuple[date, date]:
    """The span with every window that reaches into it, and every one that reaches into those: nothing outside can take
    a meeting from, or leave one to, what lies inside. O(n log n).
    """
    first, last = span
    ordered = sorted(windows)
    for begins, ends in ordered:
        if begins <= last and ends >= first:
            last = max(last, ends)
    for begins, ends in sorted(ordered, key=lambda one: one[1], reverse=True):
        if begins <= last and ends >= first:
            first = min(first, begins)
    return first, last


def _fits(slot: Slot, met: Met) -> bool:
    if met.activity:
        return met.activity == slot.activity
    return min(slot.earliest, slot.on) <= met.on <= max(slot.latest, slot.on)


def _order(pair: tuple[Slot, Met]) -> tuple[bool, bool, bool, int, date, int, int]:
    slot, met = pair
    return met.off, slot.off, not met.activity, abs((met.on - slot.on).days), slot.on, slot.id, met.id
