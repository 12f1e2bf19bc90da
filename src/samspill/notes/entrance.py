"""Who comes to a socket, and what may they: the session's person, judged by the gate as for a page.

Everything here asks the database, so it runs in threads, never on the event loop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host

from samspill.access.rules import Actor, decide
from samspill.notes import actions, log, queries
from samspill.notes.models import Note
from samspill.people.models import Person

ActorFor = Callable[[Person | None, date], Actor]
# A log this long is folded before it is handed to the one thread that everybody waits for.
LONG = 500


@dataclass(frozen=True, slots=True)
class Visitor:
    """What one connection may do now; `refusal` is empty, or a code of the protocol for why it may not stay."""

    id: int = 0
    name: str = ""
    may_write: bool = False
    locked: bool = False
    refusal: str = ""


def own_page(headers: Mapping[str, str]) -> bool:
    """Whether a page of ours opened the socket: other sites' pages would come with the reader's cookie as well."""
    host, origin = headers.get("host", ""), headers.get("origin", "")
    domain, _port = split_domain_port(host)
    if not (domain and validate_host(domain, settings.ALLOWED_HOSTS)):
        return False
    return urlsplit(origin).netloc == host or origin in settings.CSRF_TRUSTED_ORIGINS


def session_key(headers: Mapping[str, str]) -> str:
    return cookie(headers, settings.SESSION_COOKIE_NAME)


def cookie(headers: Mapping[str, str], name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def judge(key: str, note: int, actor_for: ActorFor, today: date) -> Visitor:
    """Look up everything anew: whoever was signed out or lost a seat since may not go on."""
    person = person_of(key)
    if person is None:
        return Visitor(refusal="signed_out")
    found = queries.NOTES.filter(pk=note).first()
    if found is None:
        return Visitor(refusal="gone")
    actor, scope = actor_for(person, today), found.scope()
    if not decide(actor, found.read_word, scope).allowed:
        return Visitor(refusal="gone")
    may_write = decide(actor, found.write_word, scope).allowed
    return Visitor(person.pk, person.name, may_write, locked=found.locked_at is not None)


def person_of(key: str) -> Person | None:
    if not key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = get_user(request)
    return user if isinstance(user, Person) and user.is_active else None


@dataclass(frozen=True, slots=True)
class Opened:
    """A note as it is when its first reader comes."""

    parts: list[bytes]
    upto: int
    names: dict[int, str]
    locked: bool


def opened(note: int, at: datetime) -> Opened:
    found = Note.objects.get(pk=note)
    whole = log.whole(note)
    if len(whole.parts) > LONG:
        actions.fold(found, at)
        whole = log.whole(note)
    return Opened(whole.parts, whole.upto, queries.writers(note), found.locked_at is not None)


def read_out(note: int, at: datetime) -> None:
    found = Note.objects.filter(pk=note).first()
    if found:
        actions.extract(found, at)


def fold(note: int, at: datetime) -> None:
    found = Note.objects.filter(pk=note).first()
    if found:
        actions.fold(found, at)
