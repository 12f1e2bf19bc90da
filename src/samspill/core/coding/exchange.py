"""Statements and codes for programs of qualitative analysis: REFI-QDA project (.qdpx), codebook (.qdc), and rows.

REFI-QDA Project Exchange 1.0 (www.qdasoftware.org, MIT): a zip of `project.qde` and a folder `sources`. Each round of
each group is one plain text, a statement a line; a coding is a selection by code points from 0, its end not included.
The order of elements is the schema's. Nobody's name goes along: the one user is the program.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can tell; the same project gives the same bytes
# XML 1.0 knows no control characters; breaks of any kind would divide a statement into two lines.
UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Code:
    """A theme of the codebook; `colour` is #rrggbb or nothing."""

    id: int
    name: str
    description: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A statement with where it was said. `level` is the words shown for its level in the pyramid."""

    id: int
    text: str
    round: int
    group: int
    level: str = ""
    themes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of the file in the reader's language."""

    statement: str = "Statement"
    round: str = "Round"
    group: str = "Group"
    level: str = "Level"
    themes: str = "Themes"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A conference to take out. `key` is its lasting address: ids in the file are derived from it and stay the same."""

    key: str
    name: str
    lines: tuple[Line, ...] = ()
    codes: tuple[Code, ...] = ()
    labels: Labels = Labels()
    at: datetime | None = None
    origin: str = "Samspill"

    def guid(self, kind: str, *which: object) -> str:
        return str(_guid(self.key, kind, *which))


class NoCodesError(ValueError):
    """A codebook needs at least one theme: make a theme first, or take out the project instead."""


def refi_qda(project: Exchange) -> bytes:
    """The project as a .qdpx file. Linear in the statements."""
    texts = _texts(project)
    root = Element("Project", {"xmlns": PROJECT, "name": fit(project.name), "origin": project.origin})
    root.set("creatingUserGUID", project.guid("user"))
    if project.at:
        root.set("creationDateTime", project.at.isoformat(timespec="seconds"))
    users = SubElement(root, "Users")
    SubElement(users, "User", guid=project.guid("user"), name=project.origin)
    if project.codes or _levels(project):
        _write_codes(SubElement(root, "CodeBook"), project)
    if texts:
        _write_variables(root, project)
        sources = SubElement(root, "Sources")
        for text in texts:
            _write_source(sources, project, text)
    return _zipped(project, root, texts)


def codebook(project: Exchange) -> bytes:
    """The themes, and the levels in use, as a .qdc file. Raises `NoCodesError` when there are none."""
    if not project.codes and not _levels(project):
        raise NoCodesError(NoCodesError.__doc__)
    root = Element("CodeBook", xmlns=CODEBOOK, origin=project.origin)
    _write_codes(root, project)
    return _xml(root)


def csv_rows(project: Exchange) -> tuple[tuple[str, ...], ...]:
    """Header and rows: statement, round, group, level, themes. What a spreadsheet would take for a formula gets a '."""
    words, names = project.labels, {code.id: code.name for code in project.codes}
    header = (words.statement, words.round, words.group, words.level, words.themes)
    rows = [
        (
            line.text,
            str(line.round),
            str(line.group),
            line.level,
            "; ".join(names[one] for one in _themes(project, line)),
        )
        for line in project.lines
    ]
    return (header, *(tuple(map(_harmless, row)) for row in rows))


@dataclass(frozen=True, slots=True)
class _Text:
    """What one group wrote in one round, with the place of each statement."""

    round: int
    group: int
    lines: tuple[Line, ...]

    @property
    def content(self) -> str:
        return "".join(fit(line.text) + "\n" for line in self.lines)

    def places(self) -> Iterable[tuple[Line, int, int]]:
        start = 0
        for line in self.lines:
            end = start + len(fit(line.text))
            yield line, start, end
            start = end + 1


def _texts(project: Exchange) -> list[_Text]:
    found: dict[tuple[int, int], list[Line]] = {}
    for line in project.lines:
        found.setdefault((line.round, line.group), []).append(line)
    return [_Text(*place, tuple(lines)) for place, lines in sorted(found.items())]


def _write_codes(parent: Element, project: Exchange) -> None:
    codes = SubElement(parent, "Codes")
    for code in project.codes:
        made = SubElement(codes, "Code", guid=project.guid("code", code.id), name=fit(code.name), isCodable="true")
        if code.colour:
            made.set("color", code.colour)
        if code.description:
            SubElement(made, "Description").text = fit(code.description)
    if levels := _levels(project):
        folder = SubElement(codes, "Code", guid=project.guid("levels"), name=project.labels.level, isCodable="false")
        for level in levels:
            SubElement(folder, "Code", guid=project.guid("level", level), name=level, isCodable="true")


def _levels(project: Exchange) -> list[str]:
    return list(dict.fromkeys(level for line in project.lines if (level := fit(line.level))))


def _write_variables(root: Element, project: Exchange) -> None:
    variables = SubElement(root, "Variables")
    for kind, name in (("round", project.labels.round), ("group", project.labels.group)):
        SubElement(variables, "Variable", guid=project.guid(kind), name=name, typeOfVariable="Integer")


def _write_source(sources: Element, project: Exchange, text: _Text) -> None:
    guid, words = project.guid("source", text.round, text.group), project.labels
    name = f"{words.round} {text.round}, {words.group} {text.group}"
    source = SubElement(sources, "TextSource", guid=guid, name=name, plainTextPath=f"internal://{guid}.txt")
    for line, start, end in text.places():
        _write_selection(source, project, line, start, end)
    for kind, value in (("round", text.round), ("group", text.group)):
        told = SubElement(source, "VariableValue")
        SubElement(told, "VariableRef", targetGUID=project.guid(kind))
        SubElement(told, "IntegerValue").text = str(value)


def _write_selection(source: Element, project: Exchange, line: Line, start: int, end: int) -> None:
    given = [("code", one) for one in _themes(project, line)] + [
        ("level", level) for level in (fit(line.level),) if level
    ]
    if not given or start == end:
        return
    selection = SubElement(source, "PlainTextSelection", guid=project.guid("selection", line.id), name=fit(line.text))
    selection.set("startPosition", str(start))
    selection.set("endPosition", str(end))
    for kind, which in given:
        coding = SubElement(selection, "Coding", guid=project.guid("coding", line.id, kind, which))
        SubElement(coding, "CodeRef", targetGUID=project.guid(kind, which))


def _themes(project: Exchange, line: Line) -> list[int]:
    """In the codebook's order; what the codebook does not have cannot be referred to."""
    return [code.id for code in project.codes if code.id in line.themes]


def _zipped(project: Exchange, root: Element, texts: Sequence[_Text]) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as into:
        into.writestr(ZipInfo("project.qde", EARLIEST), _xml(root), ZIP_DEFLATED)
        for text in texts:
            name = f"sources/{project.guid('source', text.round, text.group)}.txt"
            into.writestr(ZipInfo(name, EARLIEST), text.content.encode(), ZIP_DEFLATED)
    return packed.getvalue()


def _xml(root: Element) -> bytes:
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _guid(*parts: object) -> UUID:
    return uuid5(NAMESPACE_URL, "\n".join(map(str, parts)))


def fit(text: str) -> str:
    """The text on one line, without what XML cannot hold."""
    return " ".join(UNFIT.sub(" ", text).split())


def _harmless(cell: str) -> str:
    """A statement may come from a phone without an account; no spreadsheet shall run it."""
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) else cell
