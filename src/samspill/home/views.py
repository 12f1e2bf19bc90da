from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspill.home import pages
from samspill.people.asking import Asked


def my_page(request: Asked) -> HttpResponse:
    if request.person is None:
        return redirect("account_login")
    return render(request, "home/my_page.html", pages.my_page(request))
