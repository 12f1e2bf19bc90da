from __future__ import annotations

from functools import partial
from pathlib import PurePath

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from samspill.access.gate import fetch_for, may
from samspill.access.rules import Scope
from samspill.documents import actions
from samspill.documents.answers import TYPES, file_answer
from samspill.documents.forms import WithdrawForm
from samspill.documents.models import Part, Upload
from samspill.documents.queries import part_of

PRESENT = Upload.objects.filter(withdrawn_at=None)


def _word(pk: int, field: str) -> str:
    """Each file says itself which word of the gate opens it."""
    found = PRESENT.filter(pk=pk).values_list(field, flat=True).first()
    if not found:
        raise Http404
    return str(found)


def _fetch(request: HttpRequest, pk: int) -> Upload:
    return fetch_for(request, PRESENT, pk, _word(pk, "read_word"), partial(_scope, request))


def _scope(request: HttpRequest, upload: Upload) -> Scope:
    """The room above may know more of who reads a thing's files than where the thing belongs."""
    known = settings.UPLOAD_SCOPES.get(upload.thing_kind)
    return import_string(known)(upload, request.person) if known else upload.scope()  # type: ignore[attr-defined]


def file(request: HttpRequest, pk: int) -> HttpResponse:
    upload = _fetch(request, pk)
    may_withdraw = may(request, _scope(request, upload), upload.write_word)
    return render(request, "documents/file.html", {"upload": upload, "may_withdraw": may_withdraw})


def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    upload = _fetch(request, pk)
    data = part_of(upload, Part.ORIGINAL if upload.is_pdf else Part.PDF)
    return file_answer(data, TYPES["pdf"], f"{PurePath(upload.name).stem}.pdf", inline="open" in request.GET)


def original(request: HttpRequest, pk: int) -> HttpResponse:
    upload = _fetch(request, pk)
    return file_answer(part_of(upload, Part.ORIGINAL), upload.media_type, upload.name)


def picture(request: HttpRequest, pk: int) -> HttpResponse:
    upload = _fetch(request, pk)
    data = part_of(upload, Part.PICTURE)
    kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
    return file_answer(data, f"image/{kind}", f"{PurePath(upload.name).stem}.{kind}", inline=True)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    upload = fetch_for(request, PRESENT, pk, _word(pk, "write_word"), partial(_scope, request))
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "documents/withdraw.html", {"upload": upload, "form": form}, status=status)
    actions.withdraw(upload, **form.cleaned_data, acting=request.user, at=timezone.now())
    messages.success(request, _("The file has been withdrawn."))
    return redirect(upload.home)
