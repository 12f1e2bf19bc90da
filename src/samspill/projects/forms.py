from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.people.fields import DayField
from samspill.people.models import Unit


class LeaveForm(forms.Form):
    left = DayField(label=_("Last day in the project"))
    why = forms.CharField(label=_("Reason"), required=False, max_length=500)


class ContactForm(forms.Form):
    service = forms.ModelChoiceField(Unit.objects.none(), label=_("Service"))
    on = DayField(label=_("Day you talked together"))

    def __init__(self, *given: Any, services: QuerySet[Unit], **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["service"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = services
