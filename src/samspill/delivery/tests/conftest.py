from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from samspill.delivery.tests.catcher import Catcher


@pytest.fixture
def outbox(settings: Settings, tmp_path: Path) -> Path:
    """Mail goes into a folder, as in the demo."""
    settings.OUTBOX = tmp_path / "outbox"
    settings.ADDRESS_OF = ""  # the people of these tests are only numbers
    return tmp_path / "outbox"


@pytest.fixture
def catcher(settings: Settings) -> Iterator[Catcher]:
    """A real mail server on this machine, which keeps what it is given."""
    made = Catcher()
    controller = made.start()
    settings.MAIL = settings.EMAIL_HOST = controller.hostname
    settings.EMAIL_PORT, settings.EMAIL_USE_TLS = controller.port, False
    settings.DEFAULT_FROM_EMAIL = "samspill@sundvik.example.org"
    yield made
    controller.stop(no_assert=True)
