"""The few words a document needs that its author did not write, in the document's language."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _


def page_words(language: str) -> tuple[str, str, str]:
    """What stands before, between and after the two numbers: “Page ”, “ of ”, “”."""
    with translation.override(language):
        whole = _("Page %(page)s of %(pages)s") % {"page": "\x00", "pages": "\x00"}
    before, between, after = whole.split("\x00")
    return before, between, after
