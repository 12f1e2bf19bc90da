"""A practice is written down for whoever is new, and looked at again: is it still done, and by whom?"""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.core.schoolyear.periods import add_months
from samspill.journal.actions import note
from samspill.measures.bridge import stage_of
from samspill.measures.finding import draft_of
from samspill.measures.models import Measure, Practice, Recheck
from samspill.measures.practices import BAR, SOON, YEAR, first_after
from samspill.measures.queries import method_of
from samspill.people.models import Person
from samspill.people.versions import change, save_new
from samspill.search.actions import index


@transaction.atomic
def describe(
    measure: Measure,
    *,
    version: int | None,
    acting: Person | None,
    at: datetime,
    **fields: object,
) -> Practice:
    """Say who answers for a practice (`owner`), what one does (`description`), how many it concerns (`concerned`).

    `version` 0 means that nothing was written yet.
    """
    practice = Practice.objects.filter(measure=measure).first()
    if practice is None:
        practice, differences = save_new(Practice(measure=measure, **fields)), {}
    else:
        differences = change(practice, version=version, fields=fields)
        if not differences:
            return practice
    note("measure.described", measure, acting=acting, at=at, changes=differences)
    index(draft_of(Measure.objects.select_related("practice").get(pk=measure.pk)), at=at)
    return practice


def ask_again(measure: Measure, months: tuple[int, ...], since: date) -> None:
    """Lay down when a new practice is looked at again: so many calendar months after it became one."""
    Recheck.objects.bulk_create(
        Recheck(measure=measure, months=number, due=add_months(since, number)) for number in months
    )


def ask_no_more(measure: Measure) -> None:
    """A practice that is tried out again or ends is not looked at; what was answered stays."""
    Recheck.objects.filter(measure=measure, checked_on=None).delete()


@transaction.atomic
def check(
    recheck: Recheck,
    *,
    version: int | None,
    using: int,
    concerned: int,
    acting: Person | None,
    at: datetime,
    still_done_by: str = "",
    word: str = "",
) -> None:
    """Answer whether it is still done. In use a year or more on: the measure is alive (RE-AIM maintenance)."""
    day, measure = timezone.localdate(at), Measure.objects.select_for_update().get(pk=recheck.measure_id)
    if stage_of(measure, method_of(measure)) != "practice":
        raise ValidationError(_("This is no daily practice any more, so what was answered stays as it was."))
    if day < recheck.due - SOON:
        words = _("This is asked about on %(day)s. Answer it then, or in the month before.")
        raise ValidationError(words % {"day": date_format(recheck.due)})
    fields = {"using": using, "concerned": concerned, "still_done_by": still_done_by, "word": word}
    change(recheck, version=version, fields={**fields, "checked_on": recheck.checked_on or day, "by": acting})
    _live(measure, recheck, in_use=using >= BAR * concerned)
    Practice.objects.filter(measure=measure).update(concerned=concerned)
    _ask_next_year(measure, day)
    note("measure.checked", measure, acting=acting, at=at, why=word)


def _live(measure: Measure, recheck: Recheck, *, in_use: bool) -> None:
    """Alive from the day it was found so, never before its first year is over: one may answer some weeks ahead.

    An answer that is put right takes back what it said.
    """
    checked, year = recheck.checked_on, add_months(measure.phase_on, YEAR)
    if checked is None or ((recheck.months or 0) < YEAR and checked < year):
        return
    said = max(checked, year)
    kept = None if measure.alive_on == said else measure.alive_on
    change(measure, version=None, fields={"alive_on": kept or (said if in_use else None)})


def _ask_next_year(measure: Measure, day: date) -> None:
    """After the method's last re-check a practice is looked at once a year, counted from when it became one."""
    if measure.rechecks.filter(checked_on=None).exists():
        return
    months = first_after(measure.phase_on, day)
    Recheck.objects.create(measure=measure, months=months, due=add_months(measure.phase_on, months))
