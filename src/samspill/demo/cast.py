"""The permanent cast: the same invented people in the demo and in every test.

Sundvik is the municipality; Nesøy is its neighbour, whose people must see nothing of Sundvik.
"""

from __future__ import annotations

from typing import NamedTuple


class Part(NamedTuple):
    """Somebody with a name everybody on the team knows; `place` is a key of PLACES."""

    part: str
    name: str
    place: str
    profession: str
    grades: tuple[int, ...] = ()


class Place(NamedTuple):
    kind: str
    name: str
    service: str = ""
    language: str = ""
    grades: tuple[int, int] | None = None


MUNICIPALITY, NEIGHBOUR = "Sundvik", "Nesøy"

PLACES = {
    "school": Place("school", "Fjellheim skole", language="nb", grades=(1, 7)),
    "other_school": Place("school", "Strandvik skule", language="nn", grades=(1, 7)),
    "ppt": Place("service", "PPT Sundvik", "ppt"),
    "health": Place("service", "Skolehelsetjenesten i Sundvik", "school-health"),
    "welfare": Place("service", "Barnevernstjenesten i Sundvik", "child-welfare"),
}

PARTS = (
    Part("owner", "Astrid Solheim", "office", "school_owner"),
    Part("administrator", "Per Dahl", "office", "administrator"),
    Part("leader", "Ingrid Berge", "school", "school_leader"),
    Part("other_leader", "Olav Myhre", "other_school", "school_leader"),
    Part("grade_leader_5", "Kari Lunde", "school", "teacher", (5,)),
    Part("grade_leader_6", "Jonas Vik", "school", "teacher", (6,)),
    Part("grade_leader_7", "Mina Haugen", "school", "teacher", (7,)),
    Part("teacher", "Samir Aziz", "school", "teacher", (5,)),
    Part("coordinator", "Liv Strand", "school", "teacher", (6,)),
    Part("special_needs", "Tone Eide", "school", "special_needs_coordinator"),
    Part("nurse", "Randi Moen", "health", "school_nurse"),
    Part("ppt_adviser", "Erik Foss", "ppt", "ppt_adviser"),
    Part("welfare_adviser", "Nora Lie", "welfare", "child_welfare_adviser"),
    Part("head_of_ppt", "Bente Aas", "ppt", "service_head"),
    Part("head_of_health", "Geir Holm", "health", "service_head"),
    Part("head_of_welfare", "Siri Bakke", "welfare", "service_head"),
    Part("guidance", "Hanne Ruud", "office", "guidance"),
    Part("researcher", "Anders Falk", "office", "researcher"),
    Part("other_teacher", "Eva Nes", "other_school", "teacher", (5,)),
    Part("outsider", "Lars Holmen", "neighbour", "school_owner"),
)


class Seating(NamedTuple):
    """Where one of the cast sits; `arena` is the pack's arena id, with the grade behind it for arenas per grade."""

    arena: str
    part: str
    role: str
    leads: bool = False


SEATS = (
    Seating("strategy-forum", "owner", "school-owner", leads=True),
    Seating("strategy-forum", "leader", "school-leader"),
    Seating("strategy-forum", "head_of_ppt", "service-head"),
    Seating("strategy-forum", "head_of_health", "service-head"),
    Seating("strategy-forum", "head_of_welfare", "service-head"),
    Seating("steering-group", "leader", "school-leader", leads=True),
    Seating("steering-group", "grade_leader_5", "grade-leader-representative"),
    Seating("steering-group", "nurse", "multi-professional-representative"),
    Seating("resource-team", "leader", "school-leader", leads=True),
    Seating("resource-team", "special_needs", "special-needs-coordinator"),
    Seating("resource-team", "grade_leader_5", "grade-team-leader"),
    Seating("resource-team", "grade_leader_6", "grade-team-leader"),
    Seating("resource-team", "grade_leader_7", "grade-team-leader"),
    Seating("resource-team", "nurse", "school-nurse"),
    Seating("resource-team", "ppt_adviser", "ppt-adviser"),
    Seating("resource-team", "welfare_adviser", "child-welfare-adviser"),
    Seating("grade-team-5", "grade_leader_5", "grade-team-leader", leads=True),
    Seating("grade-team-5", "teacher", "teacher"),
    Seating("grade-team-6", "grade_leader_6", "grade-team-leader", leads=True),
    Seating("grade-team-6", "coordinator", "teacher"),
    Seating("grade-team-7", "grade_leader_7", "grade-team-leader", leads=True),
)


def email_of(name: str, domain: str = "sundvik.example") -> str:
    """kari.lunde@sundvik.example: an address that can never reach anybody."""
    plain = name.lower().replace("ø", "o").replace("å", "a").replace("æ", "ae").replace("é", "e")
    return f"{'.'.join(plain.split())}@{domain}"
