"""What the free words of a school route mean, whatever their case, spacing and language."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from samspill.core.registers.columns import fold, words


class Kind(StrEnum):
    NOTHING = ""
    PLANNING = "planning"
    AUTUMN = "autumn_break"
    CHRISTMAS = "christmas_break"
    WINTER = "winter_break"
    EASTER = "easter_break"
    SUMMER = "summer_break"
    DAY_OFF = "day_off"
    FIRST_DAY = "first_school_day"
    LAST_DAY = "last_school_day"
    AFTER_SCHOOL = "after_school"
    WEEKEND = "weekend"
    PUBLIC_HOLIDAY = "public_holiday"
    OTHER = "other"


BREAKS = frozenset({Kind.AUTUMN, Kind.CHRISTMAS, Kind.WINTER, Kind.EASTER, Kind.SUMMER})
RANGES = BREAKS | {Kind.DAY_OFF}
# Asked in this order: "første dag - sfo" is a word about after-school care before it is one about a first day.
_PARTS = (
    (Kind.PLANNING, "planlegg, planering, studiedag, pedagogisk dag, pædagogisk dag, kompetensutveckling"),
    (Kind.AUTUMN, "høstferie, haustferie, efterårsferie, høstlov"),
    (Kind.CHRISTMAS, "juleferie, joleferie, jullov"),
    (Kind.WINTER, "vinterferie, vinterlov, sportlov"),
    (Kind.EASTER, "påskeferie, påskelov, påsklov"),
    (Kind.SUMMER, "sommerferie, sommarferie, sommarlov"),
    (Kind.FIRST_DAY, "første skoledag, første skuledag, fyrste skuledag, første skoldag, skolestart, skulestart"),
    (Kind.LAST_DAY, "siste skoledag, siste skuledag, sidste skoledag, sista skoldag, skoleslutt, skuleslutt"),
    (Kind.AFTER_SCHOOL, "sfo, fritidshjem, fritidshem, fritids"),
    (Kind.DAY_OFF, "fridag, skolefri, skulefri, elevfri, lovdag"),
    (
        Kind.PUBLIC_HOLIDAY,
        "juledag, nyttår, nytår, nyår, palmesøndag, palmsøndag, skjærtorsdag, skærtorsdag, langfredag",
    ),
    (Kind.PUBLIC_HOLIDAY, "påskedag, annandag, høytidsdag, høgtidsdag, helligdag, grunnlovsdag, 17. mai, 1. mai"),
    (Kind.PUBLIC_HOLIDAY, "himmelfart, pinsedag, store bededag, grundlovsdag, nationaldag, midsommar"),
    (Kind.WEEKEND, "lørdag, laurdag, søndag, sundag, helg, weekend"),
)
_FOLDED = tuple((kind, tuple(map(fold, words(parts)))) for kind, parts in _PARTS)


@lru_cache(maxsize=4096)
def kind_of(comment: str) -> Kind:
    """The kind a comment speaks of; `OTHER` when it says something we do not know."""
    word = fold(comment)
    if not word:
        return Kind.NOTHING
    return next((kind for kind, parts in _FOLDED if any(part in word for part in parts)), Kind.OTHER)
