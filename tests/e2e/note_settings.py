"""The house with the page of `note_page.py`, for a server in a process of its own."""

from samspill.config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.e2e.note_page"
