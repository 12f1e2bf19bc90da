"""The shapes in which the demo's measures are written down: words, days, and who. `demo.telling` lets them happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from samspill.measures.models import Source


class Plan(NamedTuple):
    """`people` are parts; the one marked `elected` speaks for those who try it. Milestones: text, days in, reached."""

    coordinator: str
    main: str
    people: Sequence[str]
    elected: str
    goal: str
    content: str
    time_frame: str
    days: int
    begins: int = 7
    signs: str = ""
    baseline: str = ""
    pupils: int | None = None
    milestones: Sequence[tuple[str, int, bool]] = ()


class Entry(NamedTuple):
    """What was logged, so many days ago."""

    day: int
    who: str
    done: str
    with_whom: str = ""
    seen: str = ""
    adjusted: str = ""
    question: str = ""
    answer: str = ""


class Judged(NamedTuple):
    """The team's evaluation, and the leader's with the coordinator."""

    arena: str
    tried: str
    experience: str
    worked: str
    did_not_work: str
    proposal: str
    prerequisites: str = ""
    leader: str = ""


class Ruling(NamedTuple):
    """What was decided and why, beside how many were for it. `deviation`: why without what should have been there."""

    verdict: str
    conclusion: str
    reasons: str
    votes: tuple[int | None, int | None, int | None] = (None, None, None)
    deviation: str = ""
    owner: str = ""
    description: str = ""


class Course(NamedTuple):
    """One measure: its words, the day of each station, and what there is to show for it.

    `grown` names the statements it grew from, `theme` the theme of the conference it was made of, `at_meetings` the
    stations it comes to at a meeting of the body that decides, `deviations` why a station was come to without what it
    asks for.
    """

    title: str
    reason: str
    days: Mapping[str, int]
    text: str = ""
    concerns: str = ""
    level: str = "prevention"
    by: str = ""
    source: str = Source.PERSON
    answers: Mapping[str, tuple[str, str]] = {}
    plan: Plan | None = None
    log: Sequence[Entry] = ()
    judged: Judged | None = None
    start: Ruling | None = None
    final: Ruling | None = None
    grown: str = ""
    theme: str = ""
    at_meetings: Sequence[str] = ()
    deviations: Mapping[str, str] = {}
    school: str = "school"
    leader: str = "leader"
