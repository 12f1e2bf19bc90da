"""Who may do what, in one table that a head teacher can read: the table decides, and the code follows."""

import pytest

from samspill.access.rules import STATES, Actor, Hat, Scope, decide, table

HERE, ELSEWHERE = 1, 2
OFFICE, SCHOOL, OTHER_SCHOOL, SERVICE = 10, 11, 12, 13
TEAM, OTHER_TEAM = 100, 101

# The thing asked about belongs to the school and to its team, and is about one of the school's people.
THING = Scope(frozenset({HERE}), frozenset({SCHOOL}), frozenset({TEAM}), person=99)
# The same, where it belongs to the municipality's own office.
MUNICIPAL = Scope(frozenset({HERE}), frozenset({OFFICE}), frozenset({TEAM}), person=99)


def works(unit: int, *also: str) -> tuple[Hat, ...]:
    return tuple(Hat(name, HERE, unit) for name in ("staff", *also))


def sits(*names: str, arena: int = TEAM) -> tuple[Hat, ...]:
    return tuple(Hat(name, HERE, arena=arena) for name in names)


ROLES = {
    "own": Actor(1, works(OFFICE, "owner")),  # school owner
    "adm": Actor(2, works(OFFICE, "administrator")),  # administrator
    "led": Actor(3, works(SCHOOL, "school-leader")),  # the school's leader
    "oth": Actor(4, works(OTHER_SCHOOL, "school-leader")),  # another school's leader
    "hos": Actor(5, works(SERVICE, "service-head")),  # head of a service
    "sta": Actor(6, works(SCHOOL)),  # works at the school
    "out": Actor(7, works(OTHER_SCHOOL)),  # works at another school
    "chr": Actor(8, works(SERVICE) + sits("member", "arena-lead")),  # leads the team, works elsewhere
    "mem": Actor(9, works(SERVICE) + sits("member")),  # member of the team, works elsewhere
    "gst": Actor(10, sits("guest")),  # guest of the team
    "nei": Actor(11, works(OTHER_SCHOOL) + sits("member", "arena-lead", arena=OTHER_TEAM)),  # leads another team
    "gui": Actor(12, works(OFFICE, "guidance")),  # guidance team
    "inv": Actor(15, (*works(OFFICE, "guidance"), Hat("guidance", HERE, SCHOOL))),  # the same, invited by the school
    "res": Actor(13, works(OFFICE, "researcher")),  # researcher
    "her": Actor(99),  # the person herself, with no place any more
    "for": Actor(14, (Hat("staff", ELSEWHERE, 90), Hat("owner", ELSEWHERE, 90))),  # owner of a foreign municipality
    "ano": Actor(),  # nobody signed in
}

EXPECTED = """
                             own adm led oth hos sta out chr mem gst nei gui inv res her for ano
municipality.read            ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   –   ·   ·
municipality.set_up          ✓   ✓   –   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
unit.read                    ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   –   ·   ·
unit.set_up                  ✓   ✓   ✓   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
unit.read_people             ✓   ✓   ✓   –   –   ✓   –   –   –   –   –   –   –   –   –   ·   ·
person.read                  ✓   ✓   ✓   –   –   ✓   –   –   –   –   –   –   –   –   ✓   ·   ·
person.change                ✓   ✓   ✓   –   –   –   –   –   –   –   –   –   –   –   ✓   ·   ·
person.invite                ✓   ✓   ✓   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
arena.read                   ✓   ✓   ✓   –   –   ✓   –   ✓   ✓   ✓   –   –   –   –   –   ·   ·
arena.change                 ✓   ✓   ✓   –   –   –   –   ✓   –   –   –   –   –   –   –   ·   ·
arena.name_representative    ✓   ✓   ✓   –   ✓   –   –   ✓   –   –   –   –   –   –   –   ·   ·
contacts.read                ✓   ✓   ✓   –   –   ✓   –   ✓   ✓   –   –   –   –   –   –   ·   ·
contacts.review              –   –   ✓   –   –   –   –   ✓   –   –   –   –   –   –   –   ·   ·
meeting.read                 –   –   ✓   –   –   –   –   ✓   ✓   ✓   –   –   –   –   ✓   ·   ·
meeting.prepare              –   –   ✓   –   –   –   –   ✓   –   –   –   –   –   –   –   ·   ·
feed.keep                    –   –   –   –   –   –   –   –   –   –   –   –   –   –   ✓   ·   ·
busy.keep                    –   –   –   –   –   –   –   –   –   –   –   –   –   –   ✓   ·   ·
meeting.reply                –   –   –   –   –   –   –   –   –   –   –   –   –   –   ✓   ·   ·
item.submit                  –   –   ✓   –   –   ✓   –   ✓   ✓   ✓   –   –   –   –   –   ·   ·
item.read                    –   –   ✓   –   –   –   –   ✓   ✓   ✓   –   –   –   –   ✓   ·   ·
item.withdraw                –   –   –   –   –   –   –   –   –   –   –   –   –   –   ✓   ·   ·
item.sort                    –   –   ✓   –   –   –   –   ✓   –   –   –   –   –   –   –   ·   ·
minutes.write                –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
minutes.share                –   –   ✓   –   –   –   –   ✓   –   –   –   –   –   –   ✓   ·   ·
minutes.read                 –   –   ✓   –   –   –   –   ✓   ✓   ✓   –   –   –   –   ✓   ·   ·
followup.read                –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
followup.change              –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
measure.read                 ✓   –   ✓   –   –   ✓   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
measure.read if opened       ✓   –   ✓   –   –   ✓   –   ✓   ✓   –   –   –   ✓   –   ✓   ·   ·
measure.propose              –   –   ✓   –   –   ✓   –   ✓   ✓   –   –   –   –   –   –   ·   ·
measure.edit                 –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
measure.steer                –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   –   ·   ·
measure.answer               –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
measure.plan                 –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
measure.evaluate             –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
log.read                     –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
log.read if opened           –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   ✓   –   ✓   ·   ·
log.write                    –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
project_log.read             –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   –   ·   ·
project_log.write            –   –   ✓   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
practice.check               –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
conference.read              ✓   –   ✓   –   –   ✓   –   ✓   ✓   –   –   –   ✓   –   ✓   ·   ·
conference.plan              –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
conference.run               –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
conference.analyse           –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
clarification.read           ✓   –   ✓   –   –   ✓   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
clarification.read if general ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ·   ·
clarification.raise          –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   –   ·   ·
clarification.report         ✓   –   ✓   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
clarification.settle         ✓   –   –   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
clarification.withdraw       ✓   –   ✓   –   –   –   –   –   –   –   –   –   –   –   ✓   ·   ·
guidance.invite              –   –   ✓   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
guidance.end                 –   –   ✓   –   –   –   –   –   –   –   –   –   –   –   ✓   ·   ·
guidance.read                –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
guidance.read if opened      –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   ✓   –   ✓   ·   ·
guidance.comment             –   –   –   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
guidance.comment if opened   –   –   –   –   –   –   –   –   –   –   –   –   ✓   –   –   ·   ·
guidance.ask                 –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
guidance.rewrite             –   –   –   –   –   –   –   –   –   –   –   –   –   –   ✓   ·   ·
guidance.note_lead           ✓   –   ✓   –   –   –   –   –   –   –   –   ✓   ✓   –   –   ·   ·
project.read                 ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   –   ·   ·
project.set_up               ✓   ✓   –   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
project.adapt                ✓   –   –   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
plan.read                    ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   –   ·   ·
plan.change                  ✓   –   ✓   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
plan.record_held             ✓   –   ✓   –   –   –   –   ✓   –   –   –   –   –   –   –   ·   ·
overall.read                 ✓   –   ✓   –   –   ✓   –   ✓   ✓   –   –   –   –   –   –   ·   ·
overall.write                –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   –   ·   ·
overall.answer               –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
overall.adopt                –   –   ✓   –   –   –   –   ✓   –   –   –   –   –   –   –   ·   ·
activity.read                ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ✓   ·   ·
activity.change              ✓   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   ✓   ·   ·
wheel.show                   ✓   –   ✓   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
yearplan.read                ✓   ✓   ✓   ✓   ✓   –   –   –   –   –   –   –   –   –   –   ·   ·
yearplan.change              ✓   ✓   ✓   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
absence.change               ✓   –   ✓   –   ✓   –   –   –   –   –   –   –   –   –   ✓   ·   ·
board.read                   –   –   ✓   –   –   ✓   –   –   –   –   –   –   –   –   –   ·   ·
board.read if released       ✓   –   ✓   –   –   ✓   –   –   –   –   –   –   –   –   –   ·   ·
board.read if municipal      –   –   ✓   ✓   ✓   ✓   –   –   –   –   –   –   –   –   –   ·   ·
board.depart                 –   –   ✓   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
board.judge                  –   –   ✓   –   –   –   –   ✓   ✓   –   –   –   –   –   –   ·   ·
board.release                –   –   ✓   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
board.overview               ✓   –   –   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
board.answer                 –   –   –   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
board.answer if released     ✓   –   –   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
import.run                   ✓   ✓   –   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
journal.read                 ✓   ✓   ✓   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
operations.read              ✓   ✓   –   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
operations.retry             ✓   ✓   –   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
board.read of the office     ✓   ✓   –   –   –   –   –   –   –   –   –   ✓   ✓   ✓   –   ·   ·
board.depart of the office   ✓   –   –   –   –   –   –   –   –   –   –   –   –   –   –   ·   ·
"""


def computed() -> str:
    rows = [("", *ROLES)]
    for word in table():
        plain = tuple(_mark(actor, word, THING) for actor in ROLES.values())
        rows.append((word, *plain))
        for state in STATES:
            thing = Scope(THING.municipalities, THING.units, THING.arenas, THING.person, frozenset({state}))
            row = tuple(_mark(actor, word, thing) for actor in ROLES.values())
            if row != plain:
                rows.append((f"{word} if {state}", *row))
    for word in ("board.read", "board.depart"):
        rows.append((f"{word} of the office", *(_mark(actor, word, MUNICIPAL) for actor in ROLES.values())))
    return "\n".join(" ".join([f"{row[0]:<28}", *(f"{mark:<3}" for mark in row[1:])]).rstrip() for row in rows)


def _mark(actor: Actor, word: str, thing: Scope) -> str:
    """✓ may; – is told that she may not (403); · learns nothing (404)."""
    decision = decide(actor, word, thing)
    return "✓" if decision.allowed else "–" if decision.known else "·"


def test_everybody_may_exactly_what_the_table_says() -> None:
    assert computed() == EXPECTED.strip("\n")


@pytest.mark.parametrize("word", table())
def test_nobody_without_a_place_in_the_municipality_learns_that_a_thing_exists(word: str) -> None:
    for state in (*STATES, None):
        thing = Scope(THING.municipalities, THING.units, THING.arenas, THING.person, frozenset({state} - {None}))
        assert _mark(ROLES["for"], word, thing) == _mark(ROLES["ano"], word, thing) == "·"
