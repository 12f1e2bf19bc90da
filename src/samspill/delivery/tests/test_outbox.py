"""The demo's mail in the browser; outside the demo there is no such page."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import include, path, reverse

from samspill.config import urls as shipped
from samspill.delivery.actions import File
from samspill.delivery.models import Message
from samspill.delivery.outbox_views import cleaned
from samspill.delivery.tests.catcher import AT, invitation, send
from samspill.queue.running import run_due
from tests.asking import assembled_once, fresh, sign_in
from tests.cast import Cast

urlpatterns = [*shipped.urlpatterns, path("outbox/", include("samspill.delivery.outbox_urls"))]
in_the_demo = override_settings(ROOT_URLCONF=__name__, DEMO=True)
pytestmark = pytest.mark.django_db


standing = pytest.fixture(scope="module")(assembled_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def sent(cast: Cast) -> Message:
    file = File("Sakliste.pdf", "application/pdf", b"%PDF-1.7")
    made = send(calendar=invitation(), attachments=[file], municipality_id=cast.municipality.pk)
    run_due(AT)
    return made


@in_the_demo
def test_a_mail_is_read_with_everything_that_is_in_it(client: Client, cast: Cast, outbox: Path) -> None:
    message = sent(cast)
    sign_in(client, cast.nurse)

    listed = client.get("/outbox/").content.decode()
    body = client.get(f"/outbox/{message.pk}/").content.decode()
    file = client.get(reverse("outbox:file", args=[message.pk, message.attachments.get().pk]))
    invited = client.get(f"/outbox/{message.pk}/invite.ics").content

    assert "Randi Moen" in listed
    for words in ("randi.moen@example.org", "Sakliste.pdf", "invite.ics", "Fravær på 6. trinn", "REQUEST"):
        assert words in body
    assert (file["Content-Type"], b"".join(file)) == ("application/pdf", b"%PDF-1.7")  # type: ignore[arg-type]
    assert b"METHOD:REQUEST" in invited


@in_the_demo
def test_mail_of_another_municipality_is_not_there(client: Client, cast: Cast, outbox: Path) -> None:
    assert sign_in(client, cast.outsider).get(f"/outbox/{sent(cast).pk}/").status_code == 404


@override_settings(ROOT_URLCONF=__name__)
def test_outside_the_demo_there_is_no_outbox(client: Client, cast: Cast, outbox: Path) -> None:
    assert sign_in(client, cast.owner).get("/outbox/").status_code == 404


def test_nothing_of_a_mail_loads_or_runs_on_our_page() -> None:
    html = '<body><h1>S</h1><img src=x><script>x()</script><a href="javascript:x()" onclick="y()">a</a></body>'

    assert cleaned(html) == '<h3>S</h3><a class="ds-link" rel="noopener noreferrer">a</a>'
