"""Pages that only benchmarks ask for, through the whole middleware."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path

from samspill.conferences.models import Conference
from samspill.conferences.queries import points_of


def ok(_request: HttpRequest) -> HttpResponse:
    """What every page is compared with."""
    return HttpResponse("ok", content_type="text/plain")


def points(_request: HttpRequest, pk: int) -> HttpResponse:
    """The least a projector without a socket would have to ask for again and again."""
    return JsonResponse([str(uid) for uid in points_of(Conference(pk=pk)).values_list("uid", flat=True)], safe=False)


urlpatterns = [
    path("bench/ok/", ok),
    path("bench/points/<int:pk>/", points),
    path("", include("samspill.config.urls")),
]
