from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.journal.models import Entry


class JournalFilter(forms.Form):
    place = forms.ChoiceField(label=_("Where"), required=False)
    who = forms.CharField(label=_("Who"), required=False)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    readings = forms.BooleanField(label=_("Show who has read what, too"), required=False)
    unit = forms.IntegerField(required=False, widget=forms.HiddenInput)
    arena = forms.IntegerField(required=False, widget=forms.HiddenInput)
    person = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["place"].choices = [("", _("Everywhere")), *places]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Entry]) -> QuerySet[Entry]:
        """The rows the reader asks for; a filter that cannot be read is left out, the form says so."""
        self.is_valid()
        given = self.cleaned_data
        kind, _dash, pk = str(given.get("place") or "").partition("-")
        wanted = Q() if given.get("readings") else Q(reading=False)
        for name, value in ((kind, pk), ("unit", given.get("unit")), ("arena", given.get("arena"))):
            wanted &= Q(**{name: value}) if value else Q()
        if given.get("person"):
            wanted &= Q(thing="people.person", thing_id=given["person"])
        if given.get("who"):
            wanted &= Q(person_name__icontains=given["who"])
        if given.get("since"):
            wanted &= Q(at__date__gte=given["since"])
        return rows.filter(wanted & (Q(at__date__lte=given["until"]) if given.get("until") else Q()))
