from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import demand, fetch_for
from samspill.imports import actions
from samspill.imports.forms import QuestionsForm, UploadForm
from samspill.imports.models import ImportKind, Upload
from samspill.imports.reading import preview_of
from samspill.imports.shown import shown
from samspill.journal.actions import note_reading
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted, sent_files
from samspill.people.models import Municipality

UPLOADS = Upload.objects.select_related("municipality")


def _own(request: Asked) -> Municipality:
    if request.municipality is None:
        raise Http404
    demand(request, request.municipality, "import.run")
    return request.municipality


def start(request: Asked) -> HttpResponse:
    municipality = _own(request)
    form = UploadForm(posted(request), sent_files(request))
    do = partial(actions.receive, municipality, acting=request.person, at=timezone.now())  # type: ignore[arg-type]
    waiting = municipality.uploads.defer("data").select_related("made_by")
    context = {"municipality": municipality, "waiting": waiting}
    return answer(request, form, do, template="imports/start.html", context=context, to=Upload.get_absolute_url)


def preview(request: Asked, pk: int) -> HttpResponse:
    return _page(request, fetch_for(request, UPLOADS, pk, "import.run"))


def _page(
    request: Asked, upload: Upload, *, form: QuestionsForm | None = None, errors: Iterable[str] = (), status: int = 200
) -> HttpResponse:
    if upload.kind == ImportKind.PEOPLE:
        note_reading("municipality.people_read", upload.municipality, acting=request.person, at=timezone.now())
    found = preview_of(upload, request.today)
    form = form or QuestionsForm(found.reading.questions)
    context = {"upload": upload, "preview": found, "shown": shown(found), "form": form}
    context |= {"changed": status == 409, "errors": errors}
    return render(request, "imports/preview.html", context, status=status)


@require_POST
def answers(request: Asked, pk: int) -> HttpResponse:
    upload = fetch_for(request, UPLOADS, pk, "import.run")
    form = QuestionsForm(preview_of(upload, request.today).reading.questions, request.POST)
    if not form.is_valid():
        return _page(request, upload, form=form, status=422)
    actions.answer_questions(upload, form.answers())
    return redirect(upload)


@require_POST
def ask_again(request: Asked, pk: int) -> HttpResponse:
    upload = fetch_for(request, UPLOADS, pk, "import.run")
    actions.forget_answers(upload)
    return redirect(upload)


@require_POST
def confirm(request: Asked, pk: int) -> HttpResponse:
    upload = fetch_for(request, UPLOADS, pk, "import.run")
    seal, at = request.POST.get("seal", ""), timezone.now()
    try:
        actions.confirm(upload, seal=seal, today=request.today, acting=request.person, at=at)
    except actions.ChangedMeanwhileError:
        return _page(request, upload, status=409)
    except ValidationError as error:
        return _page(request, upload, errors=error.messages, status=422)
    messages.success(request, _("The file has been imported."))
    return redirect(upload.municipality)


@require_POST
def discard(request: Asked, pk: int) -> HttpResponse:
    fetch_for(request, UPLOADS, pk, "import.run").delete()
    messages.success(request, _("The file has been thrown away. Nothing was changed."))
    return redirect("imports:start")
