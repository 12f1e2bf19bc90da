"""The closed word lists a pack may choose from. Ids only; their words are in `packs/_common/text`."""

from __future__ import annotations

LANGUAGES = ("nb", "nn", "da", "sv", "en")

ROLE_LEVELS = ("municipality", "school", "service", "measure")
LEVELS = ("municipality", "school")
RHYTHM_PERIODS = ("week", "month", "half_year", "school_year")
PERIODS = (*RHYTHM_PERIODS, "once", "standing", "meeting", "conference", "measure", "case", "activity")
HALVES = {"spring": (1, 7), "autumn": (8, 12)}  # first and last calendar month
FIELD_KINDS = ("line", "text", "date", "person", "people", "choice", "number")
POINT_KINDS = ("standing", "occasion", "suggestion")
POINT_DUE = ("", "once_a_school_year", "last_before_summer")
SUCCESSIONS = ("each", "between")
PART_KINDS = ("groups", "plenary", "break")
ROUND_FORMS = ("mixed", "base", "cross", "homogeneous")
ROUND_ATTRIBUTES = ("profession", "school", "grade", "years")
SCRIPT_ROLES = ("responsible", "facilitator")
SHOWN_BY = ("", "seats", "try-out")
BROUGHT = ("proposed",)  # parts that activities bring and no requirement asks for
PHASE_SUBJECTS = ("measure", "clarification", "conference")

PROFESSIONS = (
    "school_owner",
    "school_leader",
    "teacher",
    "special_needs_coordinator",
    "social_teacher",
    "school_nurse",
    "ppt_adviser",
    "child_welfare_adviser",
    "service_head",
    "assistant",
    "researcher",
    "guidance",
    "administrator",
    "consultant",
    "other",
)
SERVICES = ("ppt", "child-welfare", "school-health")
