"""The bare view that every page is compared with: it passes the whole middleware and answers “ok”."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def ok(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [path("bench/ok/", ok), path("", include("samspill.config.urls"))]
