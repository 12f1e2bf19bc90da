from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samspill.measures.close_forms import matter
from samspill.measures.closing import Offer
from samspill.measures.models import Verdict
from samspill.measures.telling import AT_FIRST
from samspill.meetings.models import Item
from samspill.people.answering import VersionForm
from samspill.people.fields import DayField
from samspill.people.models import Person

VOTES = ("votes_for", "votes_against", "votes_blank")
DESCRIPTION = _(
    "One page that somebody new can follow: what we do, when, who. "
    "A line that begins with # is a heading, one that begins with - is a point of a list."
)


def text(label: Any, help_text: Any, *, required: bool = True, rows: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "data-guard": True})
    return forms.CharField(label=label, help_text=help_text, required=required, widget=widget)


def votes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=500)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's class takes none at run time
    """Somebody at the school; those who know the practice stand first."""

    def __init__(self, people: QuerySet[Person], first: Iterable[Person], **given: Any) -> None:
        super().__init__(people, **given)
        known = [(one.pk, str(one)) for one in first]
        others = [(one.pk, str(one)) for one in people if one.pk not in dict(known)]
        empty = ("", _("Nobody yet"))
        grouped = [(_("Have worked with it"), known), (_("Others at the school"), others)] if known else others
        self.choices = [empty, *grouped]


class DecisionForm(VersionForm):
    """What was concluded and why; the counts of votes stand apart from it."""

    verdict = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    conclusion = text(_("Conclusion"), _("What was agreed, in words that somebody who was not there understands."))
    reasons = text(_("Reasons"), _("Why. Those who proposed it read this."))
    on = DayField(label=_("Day"))
    votes_for = votes(_("For"))
    votes_against = votes(_("Against"))
    votes_blank = votes(_("Blank"))
    told = forms.MultipleChoiceField(
        label=_("Who is told"),
        help_text=_(
            "They find it on their page and in the weekly letter. "
            "Whoever proposed it, coordinates it or takes part gets a mail as well."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        offers: Sequence[Offer],
        items: QuerySet[Item],
        groups: Sequence[tuple[str, str]],
        people: QuerySet[Person],
        known: Iterable[Person],
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        verdicts = [one.verdict for one in offers]
        self.fields["verdict"].choices = [(one.value, capfirst(one.label)) for one in verdicts]  # type: ignore[attr-defined]
        self.fields["told"].choices = groups  # type: ignore[attr-defined]
        self.fields["told"].initial = [group for group, _words in groups if group in AT_FIRST]
        self.fields["item"] = matter(items)
        if Verdict.PRACTICE in verdicts:
            self.fields["owner"] = PersonField(people, known, label=_("Who answers for the practice"), required=False)
            self.fields["description"] = text(_("The practice, for somebody new"), DESCRIPTION, required=False, rows=8)
        self.fields["deviation"] = text(
            _("Why all the same"),
            _("Only where something is missing. It stands in the history as a deviation, with this reason."),
            required=False,
            rows=3,
        )

    @property
    def practises(self) -> bool:
        return "owner" in self.fields

    @property
    def counts(self) -> bool:
        """Whether votes are typed: only then they stand open."""
        return any(self[name].value() or self[name].errors for name in VOTES)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["votes"] = tuple(cleaned.pop(name, None) for name in VOTES)
        return cleaned


class PracticeForm(VersionForm):
    """Who answers for a practice, and the page about it."""

    description = text(_("The practice, for somebody new"), DESCRIPTION, required=False, rows=14)
    concerned = forms.IntegerField(
        label=_("How many it concerns"),
        help_text=_("Those who are meant to do it. We ask for it again each time the practice is looked at."),
        required=False,
        min_value=1,
        max_value=5000,
    )

    def __init__(self, *args: Any, people: QuerySet[Person], known: Iterable[Person], **given: Any) -> None:
        super().__init__(*args, **given)
        owner = PersonField(people, known, label=_("Who answers for it"), required=False)
        self.fields = {"version": self.fields["version"], "owner": owner, **self.fields}


class CheckForm(VersionForm):
    """Is it still done? Two numbers, and a word for whoever has one."""

    using = forms.IntegerField(label=_("How many use it"), min_value=0, max_value=5000)
    concerned = forms.IntegerField(label=_("Of how many it concerns"), min_value=1, max_value=5000)
    still_done_by = forms.CharField(
        label=_("By whom"), help_text=_("Such as: the teachers of grades 5 and 6."), required=False, max_length=300
    )
    word = text(_("How it goes"), _("A line is enough."), required=False, rows=3)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        using, concerned = cleaned.get("using"), cleaned.get("concerned")
        if using is not None and concerned is not None and using > concerned:
            self.add_error("using", _("More people use it than it concerns. Look at the two numbers again."))
        return cleaned
