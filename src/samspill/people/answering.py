"""One way for every form to answer: done and on, or the same page with sentences at the fields and the text kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from samspill.people.versions import StaleError

STALE = _(
    "Somebody else changed this while you were writing. What you wrote is still here. "
    "Look at how it stands now, then save again to let yours count."
)


class VersionForm(forms.Form):
    """A form that remembers which version of the row it was filled from."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def accept_current(self, version: int) -> None:
        """Let the next save count, now that the reader has been told."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("version")] = str(version)
        self.data = data


def answer(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[..., Any],
    *,
    template: str,
    context: Mapping[str, Any],
    to: str | Callable[[Any], str],
    said: str = "",
) -> HttpResponse:
    """Show `form`, or on POST call `do(**cleaned)` and go `to` (an address, or made from what `do` returned).

    Bad input answers 422 and a stale form 409, both with the page as it was and everything that was entered.
    """
    page = {**context, "form": form}
    if request.method != "POST":
        return render(request, template, page)
    if not form.is_valid():
        return render(request, template, page, status=422)
    try:
        result = do(**form.cleaned_data)
    except ValidationError as error:
        add_errors(form, error)
        return render(request, template, page, status=422)
    except StaleError as stale:
        form.add_error(None, str(STALE))
        if isinstance(form, VersionForm):
            form.accept_current(stale.current.version)
        return render(request, template, {**page, "current": stale.current}, status=409)
    if said:
        messages.success(request, said)
    return redirect(to(result) if callable(to) else to)


def answer_rows(
    request: HttpRequest,
    rows: BaseFormSet[Any],
    do: Callable[..., Any],
    *,
    template: str,
    context: Mapping[str, Any],
    to: str,
) -> HttpResponse:
    """Like `answer` for several rows in one form: `do` is called for each filled row, and all count or none."""
    page = {**context, "rows": rows}
    if request.method != "POST":
        return render(request, template, page)
    if not rows.is_valid():
        return render(request, template, page, status=422)
    with transaction.atomic():
        for row in rows:
            try:
                if row.has_changed():
                    do(**row.cleaned_data)
            except ValidationError as error:
                add_errors(row, error)
                transaction.set_rollback(True)
                return render(request, template, page, status=422)
    return redirect(to)


def add_errors(form: forms.Form, error: ValidationError) -> None:
    """Put a verb's refusal at the fields it names, where the form has them, else on top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
