"""Samspill as in production, plus one page that does nothing."""

from samspill.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
