"""What is planned of each kind of meeting, as a plan keeps it: only what is otherwise than the method says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_TIMES = 60
MINUTES = range(15, 481)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose for one kind of meeting; None and () leave it to the method."""

    on: bool = True
    times: int | None = None
    minutes: int | None = None
    weekdays: tuple[int, ...] = ()  # 1 = Monday … 5 = Friday
    opens: time | None = None
    closes: time | None = None
    liked_weekday: int | None = None
    liked_from: time | None = None
    rooms: tuple[str, ...] = ()  # names; it needs one of them wherever the unit has any


def chosen(setup: Mapping[str, Any], kind: str) -> Chosen:
    """What a plan's setup says of a kind."""
    raw: Mapping[str, Any] = setup.get(kind) or {}
    return Chosen(
        on=raw.get("on", True),
        times=raw.get("times"),
        minutes=raw.get("minutes"),
        weekdays=tuple(raw.get("weekdays") or ()),
        opens=_hour(raw.get("from")),
        closes=_hour(raw.get("until")),
        liked_weekday=raw.get("liked_weekday"),
        liked_from=_hour(raw.get("liked_from")),
        rooms=tuple(raw.get("rooms") or ()),
    )


def kept(one: Chosen) -> dict[str, Any]:
    """The same as it is stored: nothing for what is left to the method."""
    raw = {
        "on": one.on,
        "times": one.times,
        "minutes": one.minutes,
        "weekdays": list(one.weekdays),
        "from": _written(one.opens),
        "until": _written(one.closes),
        "liked_weekday": one.liked_weekday,
        "liked_from": _written(one.liked_from),
        "rooms": list(one.rooms),
    }
    return {name: value for name, value in raw.items() if value not in (None, [])}


def require_sound(setup: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The setup as it is stored, or a ValidationError by kind that says what is accepted."""
    found: dict[str, dict[str, Any]] = {}
    errors: dict[str, list[str]] = {}
    for kind, raw in setup.items():
        try:
            one = chosen({kind: raw}, kind)
            _require(one)
        except (TypeError, ValueError):
            errors[kind] = [_("Something here cannot be read. Open the page anew and choose again.")]
        except ValidationError as error:
            errors[kind] = error.messages
        else:
            found[kind] = kept(one)
    if errors:
        raise ValidationError(errors)
    return found


def without_likes(one: Chosen) -> Chosen:
    return replace(one, liked_weekday=None, liked_from=None)


def _require(one: Chosen) -> None:
    if one.times is not None and not 0 < one.times <= MOST_TIMES:
        raise ValidationError(_("A kind of meeting is held 1 to 60 times a year. Turn it off to plan none."))
    if one.minutes is not None and one.minutes not in MINUTES:
        raise ValidationError(_("A meeting lasts 15 minutes to 8 hours. Write the length in minutes."))
    if not {*one.weekdays, *filter(None, [one.liked_weekday])} <= set(range(1, 6)):
        raise ValidationError(_("Meetings are held from Monday to Friday. Choose at least one of these days."))
    if one.liked_weekday and one.weekdays and one.liked_weekday not in one.weekdays:
        raise ValidationError(_("The day you like best is not among the days you allow. Allow it, or like another."))
    if one.opens and one.closes and one.opens >= one.closes:
        raise ValidationError(_("The hours end before they begin. Write the earlier hour first."))
    if one.opens and one.closes and one.minutes and _minute(one.closes) - _minute(one.opens) < one.minutes:
        raise ValidationError(_("The hours are shorter than the meeting. Allow more hours, or plan a shorter meeting."))


def _minute(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def _hour(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _written(hour: time | None) -> str | None:
    return hour.isoformat("minutes") if hour else None
