"""What the pages call a profession, a staff list may call it too."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils import translation

from samspill.core.registers.professions import profession_of
from samspill.methods.text import common_text
from samspill.people.models import Profession


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("profession", list(Profession))
def test_our_own_words_are_understood_in_every_language(language: str, profession: Profession) -> None:
    with translation.override(language):
        on_pages = str(profession.label)
    in_packs = common_text(f"professions.{profession.value}", language).value

    assert {profession_of(on_pages), profession_of(in_packs)} == {profession.value}
