"""From the editor's tree to lines, without a server."""

from __future__ import annotations

import random

import pytest
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from samspill.notes.document import PanickedError, absorb, blocks, fields, rebuild, with_lines
from samspill.notes.tests.speaking import PANIC

KEY = "key-00000001"


def paragraph(text: str, key: str = KEY) -> XmlElement:
    return XmlElement("paragraph", {"id": key}, [XmlText(text)])


def listed(kind: str, *inside: XmlElement) -> XmlElement:
    return XmlElement(kind, None, [XmlElement("listItem", None, list(inside))])


def read(*elements: XmlElement) -> list[tuple[object, ...]]:
    doc = Doc()
    fragment = doc.get("item-1", type=XmlFragment)
    for element in elements:
        fragment.children.append(element)
    copy = rebuild([doc.get_update()])
    return [(block.key, block.kind, block.level, block.text) for block in blocks(copy, "item-1")]


def test_lists_are_lines_with_their_depth() -> None:
    deep = listed("orderedList", paragraph("innerst", "key-00000003"))

    found = read(paragraph("først"), listed("bulletList", paragraph("punkt", "key-00000002"), deep))

    assert found == [
        (KEY, "paragraph", 0, "først"),
        ("key-00000002", "bullet", 1, "punkt"),
        ("key-00000003", "numbered", 2, "innerst"),
    ]


def test_empty_blocks_and_strange_tags_are_no_lines() -> None:
    assert read(paragraph("  "), XmlElement("script", None, [XmlText("alert(1)")])) == []


def test_an_id_that_is_not_one_of_ours_is_left_out() -> None:
    assert read(paragraph("tekst", "<b>'; DROP")) == [("", "paragraph", 0, "tekst")]


def test_only_three_tags_come_out() -> None:
    doc = Doc()
    text = XmlText("")
    doc.get("item-1", type=XmlFragment).children.append(
        XmlElement("paragraph", {"id": KEY}, [text, XmlElement("hardBreak"), XmlText("ny\x00 linje")])
    )
    text.insert(0, "5 < 6 ")
    text.insert(6, "fet", {"bold": {}, "link": {"href": "javascript:1"}})
    text.insert(9, " skrå", {"italic": {}})

    (found,) = blocks(doc, "item-1")

    assert found.html == "5 &lt; 6 <strong>fet</strong><em> skrå</em><br>ny linje"
    assert found.text == "5 < 6 fet skrå\nny linje"


def test_only_names_of_fields_are_fields() -> None:
    doc = Doc()
    for name in ("item-1", "Item 2", "x" * 90):
        with_lines(doc, name, "tekst", None)

    assert fields(doc) == ["item-1"]


def test_what_cannot_be_read_leaves_the_rest() -> None:
    first, second = Doc(), Doc()
    good = [with_lines(first, "item-1", "en", 1), with_lines(second, "item-1", "to", 2)]

    doc = rebuild([good[0], b"\x01\xff\xff\xff", good[1]])

    assert sorted(block.text for block in blocks(doc, "item-1")) == ["en", "to"]


def test_a_panic_is_an_error_like_others_and_costs_only_that_update() -> None:
    good = with_lines(Doc(), "item-1", "en", 1)

    with pytest.raises(PanickedError):
        absorb(rebuild(PANIC[:2]), PANIC[2])

    assert "en" in [block.text for block in blocks(rebuild([*PANIC, good]), "item-1")]


def test_mutated_updates_are_refused_or_survived() -> None:
    dice, doc = random.Random(3), Doc()
    good = [with_lines(Doc(), "item-1", f"linje {number}", number) for number in range(30)]

    for _attempt in range(1000):
        wild = bytearray(dice.choice(good))
        for _change in range(dice.randint(1, 4)):
            wild[dice.randrange(len(wild))] = dice.randrange(256)
        try:
            absorb(doc, bytes(wild))
        except PanickedError:
            doc = Doc()

    assert absorb(doc, good[0])
