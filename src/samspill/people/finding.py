"""Schools and services as the search finds them. Persons are left out: their pages are read through their units."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from samspill.people.models import Unit, UnitKind
from samspill.search.sources import Draft, Source

KIND = "unit"


def draft_of(unit: Unit) -> Draft:
    language = unit.language or unit.municipality.language
    with override(language):
        kind = str(unit.get_kind_display())
    return Draft(
        kind=KIND,
        thing_id=unit.pk,
        municipality=unit.municipality_id,
        unit=unit.pk,
        read_word="unit.read",
        title=unit.name,
        text=". ".join(filter(None, [kind.capitalize(), unit.address])),
        place=unit.municipality.name,
        url=unit.get_absolute_url(),
        language=language,
    )


def _drafts() -> Iterator[Draft]:
    units = Unit.objects.filter(closed__isnull=True).exclude(kind=UnitKind.OFFICE).select_related("municipality")
    return (draft_of(unit) for unit in units.iterator())


UNITS = Source(KIND, _("Schools and services"), "school", _drafts)
