"""The catalogue, the theme and the error pages, without a database."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404
from django.test import RequestFactory, SimpleTestCase, override_settings
from django.urls import include, path

from samspill.design import assets, catalogue, theme, views
from samspill.design.navigation import theme_address

urlpatterns = [path("", include("samspill.design.urls"))]
TEMPLATES = Path(views.__file__).parent / "templates"


class Built(SimpleTestCase):
    """A front end of three files, so that these tests do not wait for a build."""

    def setUp(self) -> None:
        folder = self.enterContext(TemporaryDirectory())
        Path(folder, "manifest.json").write_text(json.dumps({s: {"file": f"x-{n}"} for n, s in assets.ENTRIES.items()}))
        before, assets.BUILT = assets.BUILT, Path(folder)
        self.addCleanup(setattr, assets, "BUILT", before)
        assets.forget()
        self.addCleanup(assets.forget)


class CatalogueTest(Built):
    def test_it_shows_every_example(self) -> None:
        groups = catalogue.drawn(RequestFactory().get("/design/"))

        assert all(example.html.strip() for group in groups for example in group.examples)

    @override_settings(DEMO=True, ROOT_URLCONF=__name__)
    def test_it_needs_nothing_inline(self) -> None:
        html = views.catalogue(RequestFactory().get("/design/")).content.decode()

        assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html) == []
        assert re.findall(r'(?:src|href)="https?://', html) == []

    @override_settings(DEMO=False, DEBUG=False)
    def test_it_is_not_there_in_a_municipality_s_own_use(self) -> None:
        with pytest.raises(Http404):
            views.catalogue(RequestFactory().get("/design/"))


class AssetTest(Built):
    def test_a_name_becomes_the_address_of_the_built_file(self) -> None:
        assert assets.url("app.css") == "/static/built/x-app.css"

    def test_an_unknown_name_lists_the_known(self) -> None:
        with self.assertRaisesMessage(ImproperlyConfigured, "Accepted: app.css, app.js, mark.svg."):
            assets.url("app.scss")

    def test_a_missing_build_says_what_to_run(self) -> None:
        (assets.BUILT / "manifest.json").unlink()

        with self.assertRaisesMessage(ImproperlyConfigured, "Run “npm ci && npm run build”."):
            assets.url("app.css")


@override_settings(ROOT_URLCONF=__name__)
class ThemeTest(SimpleTestCase):
    def test_the_address_of_a_theme_answers_with_its_style_sheet(self) -> None:
        response = self.client.get(theme_address("#8a1538"))

        assert response.content.decode() == theme.css("#8a1538")
        assert response["Content-Type"] == "text/css; charset=utf-8"
        assert "immutable" in response["Cache-Control"]

    def test_no_other_word_becomes_a_style_sheet(self) -> None:
        with pytest.raises(Http404):
            views.theme(RequestFactory().get("/"), "red")
