from __future__ import annotations

from django.http import HttpRequest

from samspill.design.navigation import Navigation


def page(request: HttpRequest) -> dict[str, object]:
    """Context processor: the frame's `navigation`, as the home room set it, else an empty frame."""
    return {"navigation": getattr(request, "navigation", None) or Navigation()}
