from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import demand, fetch_for
from samspill.imports import actions
from samspill.imports.forms import QuestionsForm, UploadForm
from samspill.imports.models import Upload
from samspill.imports.preview import Preview
from samspill.imports.reading import preview_of
from samspill.imports.shown import shown
from samspill.people.answering import answer
from samspill.people.models import Municipality


def _own(request: HttpRequest) -> Municipality:
    municipality: Municipality | None = request.municipality  # type: ignore[attr-defined]
    if municipality is None:
        raise Http404
    demand(request, municipality, "import.run")
    return municipality


def _preview(request: HttpRequest, upload: Upload) -> Preview:
    return preview_of(
        upload.kind,
        bytes(upload.data),
        answers=upload.answers,
        municipality=upload.municipality,
        today=request.today,  # type: ignore[attr-defined]
    )


def start(request: HttpRequest) -> HttpResponse:
    municipality = _own(request)

    def do(kind: str, file: Any) -> Upload:
        return actions.receive(
            municipality,
            kind=kind,
            name=file.name,
            data=file.read(),
            acting=request.person,
            at=timezone.now(),  # type: ignore[attr-defined]
        )

    form = UploadForm(request.POST or None, request.FILES or None)
    waiting = municipality.uploads.defer("data").select_related("made_by")
    return answer(
        request,
        form,
        do,
        template="imports/start.html",
        context={"municipality": municipality, "waiting": waiting},
        to=lambda upload: upload.get_absolute_url(),
    )


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    upload = fetch_for(request, Upload, pk, "import.run")
    return _page(request, upload, _preview(request, upload))


def _page(
    request: HttpRequest, upload: Upload, found: Preview, *, form: QuestionsForm | None = None, status: int = 200
) -> HttpResponse:
    form = form or QuestionsForm(found.reading.questions)
    context = {"upload": upload, "preview": found, "shown": shown(found), "form": form, "changed": status == 409}
    return render(request, "imports/preview.html", context, status=status)


@require_POST
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    upload = fetch_for(request, Upload, pk, "import.run")
    found = _preview(request, upload)
    form = QuestionsForm(found.reading.questions, request.POST)
    if not form.is_valid():
        return _page(request, upload, found, form=form, status=422)
    actions.answer_questions(upload, form.answers())
    return redirect(upload)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    upload = fetch_for(request, Upload, pk, "import.run")
    found = _preview(request, upload)
    if found.refused:
        return _page(request, upload, found, status=422)
    try:
        actions.carry_out(
            upload,
            found,
            seal=request.POST.get("seal", ""),
            acting=request.person,
            at=timezone.now(),  # type: ignore[attr-defined]
        )
    except actions.ChangedMeanwhileError:
        return _page(request, upload, found, status=409)
    messages.success(request, _("The file has been imported."))
    return redirect(upload.municipality)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    fetch_for(request, Upload, pk, "import.run").delete()
    messages.success(request, _("The file has been thrown away. Nothing was changed."))
    return redirect("imports:start")
