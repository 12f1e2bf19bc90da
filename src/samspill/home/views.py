from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspill.home import digest as letters
from samspill.home import pages
from samspill.home.gathering import gather
from samspill.people.asking import Asked


def my_page(request: Asked) -> HttpResponse:
    if request.person is None:
        return redirect("account_login")
    return render(request, "home/my_page.html", pages.my_page(request))


def digest(request: Asked) -> HttpResponse:
    """What the weekly letter would say now, and whether it comes."""
    if request.person is None:
        return redirect("account_login")
    groups, weekly = gather(request.person, timezone.now()), letters.gets_digest(request.person)
    return render(request, "home/digest.html", {"groups": groups, "weekly": weekly, "person": request.person})


@require_POST
def choose_digest(request: Asked) -> HttpResponse:
    if request.person is not None:
        weekly = request.POST.get("weekly") == "1"
        letters.choose_digest(request.person, weekly=weekly, acting=request.person, at=timezone.now())
    return redirect("home:digest")
