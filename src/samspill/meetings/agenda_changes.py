"""What became of an agenda since it was sent: pure, over the list that was kept then and the one of now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

Line = Mapping[str, object]  # {"id", "title", "minutes", "owner"} as `Meeting.agenda_sent` keeps it


@dataclass(frozen=True, slots=True)
class Changes:
    """`marks` names what happened to each item: "new", "changed" or "moved"; `gone` are lines as they were sent."""

    marks: Mapping[int, str] = field(default_factory=dict)
    gone: tuple[Line, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.marks or self.gone)


def changes_between(sent: Sequence[Line], now: Sequence[Line]) -> Changes:
    """What a reader of the sent agenda has not seen yet. O(n²) in the worst case; agendas have ten lines."""
    before = {line["id"]: line for line in sent}
    here = {line["id"] for line in now}
    stay_sent = [line["id"] for line in sent if line["id"] in here]
    stay_now = [line["id"] for line in now if line["id"] in before]
    blocks = SequenceMatcher(None, stay_sent, stay_now, autojunk=False).get_matching_blocks()
    steady = {one for block in blocks for one in stay_now[block.b : block.b + block.size]}
    marks = {}
    for line in now:
        was = before.get(line["id"])
        if was is None:
            marks[line["id"]] = "new"
        elif dict(was) != dict(line):
            marks[line["id"]] = "changed"
        elif line["id"] not in steady:
            marks[line["id"]] = "moved"
    return Changes({int(str(pk)): mark for pk, mark in marks.items()}, tuple(x for x in sent if x["id"] not in here))
