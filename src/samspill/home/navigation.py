"""The frame of every page: main menu, own menu, footer, the municipality's look. Built only when a page asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from samspill import __version__
from samspill.access.gate import actor_of, may
from samspill.access.rules import Scope, decide
from samspill.design.navigation import Link, Navigation
from samspill.people.models import Municipality, Person


class NavigationMiddleware:
    """Hang the frame on the request; fragments that never draw it never pay for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.navigation = SimpleLazyObject(lambda: frame(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def frame(request: HttpRequest) -> Navigation:
    person: Person | None = request.person  # type: ignore[attr-defined]
    municipality: Municipality | None = request.municipality  # type: ignore[attr-defined]
    return Navigation(
        items=tuple(_items(request, municipality)),
        home_url=reverse("home:my_page"),
        user_name=person.name if person else "",
        user_items=tuple(_own(person)) if person else (),
        guard_url=reverse("people:guard") if municipality else "",
        search_url=reverse("search:search") if municipality else "",
        sign_in_url="" if person else reverse("account_login"),
        language_url=reverse("door:language"),
        footer=tuple(_footer()),
        version=__version__,
        **_look(municipality),
    )


def _look(municipality: Municipality | None) -> dict[str, str]:
    if municipality is None:
        return {}
    theme = reverse("design:theme", args=[municipality.colour.lstrip("#").lower()]) if municipality.colour else ""
    logo = reverse("people:logo", args=[municipality.pk]) if municipality.logo_mark else ""
    return {
        "municipality": municipality.name,
        "theme_url": theme,
        "logo_url": f"{logo}?v={municipality.logo_mark}" if logo else "",
    }


def _items(request: HttpRequest, municipality: Municipality | None) -> Iterator[Link]:
    if municipality is None:
        return
    scope = Scope.of(municipality.pk)
    yield _link(request, _("My page"), reverse("home:my_page"), "home", exact=True)
    yield _link(request, _("Follow-ups"), reverse("followups:mine"), "check-circle")
    if _sees_measures(request):
        yield _link(request, _("Measures"), reverse("measures:start"), "flag")
    yield _link(request, _("Plan"), reverse("wheel:start"), "plan")
    if _sees_conferences(request):
        yield _link(request, _("Conferences"), reverse("conferences:every"), "chat")
    if _sees_boards(request):
        yield _link(request, _("Board"), reverse("insight:start"), "board")
    if _asks(request):
        cases = reverse("clarifications:of_municipality", args=[municipality.pk])
        yield _link(request, _("Clarifications"), cases, "question")
    if _guides(request):
        yield _link(request, _("Schools I follow"), reverse("guidance:following"), "school")
    yield _link(request, _("Municipality"), municipality.get_absolute_url(), "municipality")
    if may(request, scope, "import.run"):
        yield _link(request, _("Import"), reverse("imports:start"), "file-import")
    if may(request, scope, "operations.read"):
        yield _link(request, _("Operations"), reverse("delivery:operations"), "cog")
    if _reads_journal(request, municipality):
        yield _link(request, _("Journal"), reverse("journal:journal"), "journal")


def _sees_boards(request: HttpRequest) -> bool:
    """Whoever works somewhere has a board to see, or to ask for."""
    return any(hat.name in ("staff", "owner") for hat in actor_of(request).hats)


def _sees_measures(request: HttpRequest) -> bool:
    """Whoever works at a school, sits in one of its arenas or owns them has measures to follow."""
    return any(hat.name in ("staff", "member", "owner") for hat in actor_of(request).hats)


def _sees_conferences(request: HttpRequest) -> bool:
    """Whoever works somewhere, sits in an arena, owns or follows schools."""
    return any(hat.name in ("staff", "member", "owner", "guidance") for hat in actor_of(request).hats)


def _asks(request: HttpRequest) -> bool:
    """Whoever reports clarifications or answers them."""
    return any(hat.name in ("owner", "school-leader", "service-head") for hat in actor_of(request).hats)


def _guides(request: HttpRequest) -> bool:
    return any(hat.name == "guidance" for hat in actor_of(request).hats)


def _reads_journal(request: HttpRequest, municipality: Municipality) -> bool:
    actor = actor_of(request)
    scopes = [Scope.of(municipality.pk), *(Scope.of(hat.municipality, hat.unit) for hat in actor.hats if hat.unit)]
    return any(decide(actor, "journal.read", scope).allowed for scope in scopes)


def _link(request: HttpRequest, label: str, url: str, icon: str, *, exact: bool = False) -> Link:
    here = request.path == url if exact else request.path.startswith(url)
    return Link(label, url, current=here, icon=icon)


def _own(person: Person) -> Iterator[Link]:
    yield Link(_("My details"), person.get_absolute_url(), icon="person")
    yield Link(_("Meetings in my calendar"), reverse("wheel:feeds"), icon="calendar")
    yield Link(_("How I sign in"), reverse("mfa_index"), icon="key")
    yield Link(_("Sign out"), reverse("account_logout"), icon="leave", post=True)


def _footer() -> Iterator[Link]:
    yield Link(_("About Samspill"), reverse("door:about"))
    yield Link(_("Accessibility"), reverse("door:accessibility"))
    yield Link(_("Who may see and do what"), reverse("door:who_may"))
    if settings.DEMO and settings.OUTBOX:
        yield Link(_("Mail of the demo"), reverse("outbox:outbox"))
