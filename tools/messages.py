"""Bring the translators' files up to the sentences in the code, and compile them. No GNU gettext is needed.

The words in the code are English, so English has no file. Files carry no dates and no line numbers: two branches that
translate different sentences merge without a quarrel.

    python tools/messages.py update | compile
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "samspill"
LOCALE = SOURCE / "config" / "locale"
LANGUAGES = ("nb", "nn", "da", "sv")
# Which argument of which call is what: (context, 1-based position of singular, of plural).
CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 1, None),
    "now": (None, 1, None),  # gettext where `_` is the lazy one
    "_now": (None, 1, None),
    "lazy": (None, 1, None),
    "gettext": (None, 1, None),
    "gettext_lazy": (None, 1, None),
    "gettext_noop": (None, 1, None),
    "ngettext": (None, 1, 2),
    "ngettext_lazy": (None, 1, 2),
    "pgettext": (1, 2, None),
    "pgettext_lazy": (1, 2, None),
    "npgettext": (1, 2, 3),
    "npgettext_lazy": (1, 2, 3),
}
HEADER = """\
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {language}\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def extract() -> Catalog:
    """Collect every sentence of the interface from Python and from templates."""
    found = Catalog(charset="utf-8")
    for path in sources():
        code = path.read_text()
        if path.suffix != ".py":
            # Indentation means nothing in a template, but the reader of Python would stumble over it.
            code = re.sub(r"^[ \t]+", "", templatize(code, origin=str(path)), flags=re.MULTILINE)
        for _line, call, words, comments in extract_python(BytesIO(code.encode()), CALLS, ["Translators:"], {}):
            _add(found, call, words, comments, place=path.relative_to(SOURCE.parent))
    return found


def sources() -> Iterator[Path]:
    """Name the files that may hold sentences."""
    for path in sorted(SOURCE.rglob("*")):
        parts = path.relative_to(SOURCE).parts
        if (path.suffix == ".py" and not {"tests", "migrations", "locale"} & set(parts)) or (
            path.suffix in {".html", ".txt"} and "templates" in parts
        ):
            yield path


def _add(found: Catalog, call: str, words: object, comments: list[str], *, place: Path) -> None:
    context_at, singular_at, plural_at = CALLS[call]
    given = words if isinstance(words, tuple) else (words,)
    needed = max(singular_at, plural_at or 0)
    if len(given) < needed or not all(isinstance(word, str) for word in given[:needed]):
        return
    singular = given[singular_at - 1]
    message = (singular, given[plural_at - 1]) if plural_at else singular
    context = given[context_at - 1] if context_at else None
    if singular:
        found.add(message, locations=[(str(place), 0)], auto_comments=comments, context=context)


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def update() -> None:
    """Add new sentences, drop those no longer said, keep every translation that still fits."""
    wanted = extract()
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(wanted, no_fuzzy_matching=True)
        written = BytesIO()
        write_po(
            written, catalog, width=110, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False
        )
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_bytes(HEADER.format(language=language).encode() + written.getvalue().rstrip() + b"\n")
        empty = sum(1 for message in catalog if message.id and not any(message.string or ()))
        print(f"{language}: {len(catalog)} sentences, {empty} to translate.")


def compile_all() -> None:
    """Write the .mo that Django reads beside each .po."""
    for path in LOCALE.glob("*/LC_MESSAGES/django.po"):
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path.parts[-3]))


if __name__ == "__main__":
    {"update": update, "compile": compile_all}[sys.argv[1]]()
