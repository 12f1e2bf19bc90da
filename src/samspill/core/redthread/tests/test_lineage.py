from __future__ import annotations

import pytest

from samspill.core.finding import Finding
from samspill.core.redthread.lineage import Line, RefusedError, lost, may_merge, may_split, merge, split
from samspill.core.redthread.thread import Tie

A = Line("a", 1, ("s1", "s2"))
B = Line("b", 1, ("s2", "s3"))
GREW = [Tie("s1", "a", "grew-from"), Tie("s2", "a", "grew-from"), Tie("s2", "b", "grew-from")]
GREW.append(Tie("s3", "b", "grew-from"))


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_merge_carries_all_statements_and_ends_the_other() -> None:
    change = merge(A, [B])

    assert change.lines == (Line("a", 1, ("s1", "s2", "s3")), Line("b", 1, ("s2", "s3"), over=True))
    assert change.ties == (Tie("b", "a", "merged-into"), Tie("s3", "a", "grew-from"))
    assert lost(change.lines, [*GREW, *change.ties]) == ()


def test_a_decided_one_takes_others_in_and_does_not_go_away_itself() -> None:
    decided = Line("a", 1, decided=True)

    assert may_merge(decided, [B]) == ()
    assert codes(may_merge(B, [decided])) == ["merge-decided"]


@pytest.mark.parametrize(
    ("target", "sources", "code"),
    [
        (A, [], "merge-nothing"),
        (A, [A], "merge-itself"),
        (A, [B, B], "merge-twice"),
        (A, [Line("b", 1, over=True)], "merge-over"),
        (Line("a", 1, over=True), [B], "merge-over"),
        (A, [Line("b", 2)], "merge-other-unit"),
    ],
)
def test_a_merge_that_makes_no_sense_is_refused(target: Line, sources: list[Line], code: str) -> None:
    assert codes(may_merge(target, sources)) == [code]


def test_nothing_is_merged_into_what_it_grew_from() -> None:
    parts = [Tie("a", "m", "split-from"), Tie("m", "b", "split-from"), Tie("m", "c", "split-from")]

    assert codes(may_merge(A, [B], parts)) == ["merge-circle"]
    assert may_merge(Line("c", 1), [B], parts) == ()


def test_all_reasons_come_at_once_and_say_of_whom() -> None:
    with pytest.raises(RefusedError) as refused:
        merge(A, [Line("b", 2, decided=True)])

    assert codes(refused.value.findings) == ["merge-decided", "merge-other-unit"]
    assert [finding.params for finding in refused.value.findings] == [{"key": "b"}, {"key": "b", "unit": 2}]


def test_a_split_hands_every_statement_on() -> None:
    change = split(A, [Line("x", 9, ("s1",)), Line("y", 9, ("s1", "s2"))])

    assert change.lines == (
        Line("a", 1, ("s1", "s2"), over=True),
        Line("x", 1, ("s1",)),
        Line("y", 1, ("s1", "s2")),
    )
    assert lost(change.lines, [*GREW, *change.ties]) == ()


@pytest.mark.parametrize(
    ("whole", "parts", "expected"),
    [
        (A, {"x": ("s1", "s2")}, ["split-too-few"]),
        (Line("a", 1, decided=True), {"x": (), "y": ()}, ["split-decided"]),
        (Line("a", 1, over=True), {"x": (), "y": ()}, ["split-over"]),
        (A, {"a": ("s1",), "y": ("s2",)}, ["split-key-taken"]),
        (A, {"x": ("s1",), "y": ()}, ["split-statement-left"]),
        (A, {"x": ("s1", "s2"), "y": ("s9",)}, ["split-statement-unknown"]),
    ],
)
def test_a_split_that_makes_no_sense_is_refused(
    whole: Line, parts: dict[str, tuple[str, ...]], expected: list[str]
) -> None:
    assert codes(may_split(whole, [Line(key, 1, statements) for key, statements in parts.items()])) == expected


def test_a_statement_whose_thread_is_cut_is_found() -> None:
    change = merge(A, [B])
    forgetful = [Line("a", 1, ("s1", "s2")), *change.lines[1:]]

    assert lost(forgetful, [*GREW, *change.ties]) == ("s3",)
    assert lost([A], GREW[1:]) == ("s1",)
