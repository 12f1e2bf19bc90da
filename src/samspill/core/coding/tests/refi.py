"""What the documentation of REFI-QDA Project Exchange 1.0 and Codebook Exchange 1.0 allows, of what is written here.

The elements stand in the standard's order, with its required attributes and its types; what is never written
(pictures, sound, graphs, links, sets, cases, notes) is left out, so it would be refused.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from zipfile import ZipFile

from lxml import etree

TYPES = """
<xs:simpleType name="guid"><xs:restriction base="xs:token">
  <xs:pattern value="[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"/>
</xs:restriction></xs:simpleType>
<xs:simpleType name="colour"><xs:restriction base="xs:token">
  <xs:pattern value="#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})"/>
</xs:restriction></xs:simpleType>
<xs:complexType name="code">
  <xs:sequence>
    <xs:element name="Description" type="xs:string" minOccurs="0"/>
    <xs:element name="Code" type="code" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence>
  <xs:attribute name="guid" type="guid" use="required"/>
  <xs:attribute name="name" type="xs:string" use="required"/>
  <xs:attribute name="isCodable" type="xs:boolean" use="required"/>
  <xs:attribute name="color" type="colour"/>
</xs:complexType>
<xs:complexType name="codes"><xs:sequence>
  <xs:element name="Code" type="code" maxOccurs="unbounded"/>
</xs:sequence></xs:complexType>
"""
PROJECT = """
<xs:complexType name="ref"><xs:attribute name="targetGUID" type="guid" use="required"/></xs:complexType>
<xs:complexType name="coding">
  <xs:sequence><xs:element name="CodeRef" type="ref"/></xs:sequence>
  <xs:attribute name="guid" type="guid" use="required"/>
</xs:complexType>
<xs:complexType name="selection">
  <xs:sequence><xs:element name="Coding" type="coding" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
  <xs:attribute name="guid" type="guid" use="required"/>
  <xs:attribute name="name" type="xs:string"/>
  <xs:attribute name="startPosition" type="xs:integer" use="required"/>
  <xs:attribute name="endPosition" type="xs:integer" use="required"/>
</xs:complexType>
<xs:complexType name="value"><xs:sequence>
  <xs:element name="VariableRef" type="ref"/><xs:element name="IntegerValue" type="xs:integer"/>
</xs:sequence></xs:complexType>
<xs:complexType name="text">
  <xs:sequence>
    <xs:element name="PlainTextSelection" type="selection" minOccurs="0" maxOccurs="unbounded"/>
    <xs:element name="VariableValue" type="value" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence>
  <xs:attribute name="guid" type="guid" use="required"/>
  <xs:attribute name="name" type="xs:string"/>
  <xs:attribute name="plainTextPath" type="xs:string"/>
</xs:complexType>
<xs:complexType name="user">
  <xs:attribute name="guid" type="guid" use="required"/><xs:attribute name="name" type="xs:string"/>
</xs:complexType>
<xs:complexType name="variable">
  <xs:attribute name="guid" type="guid" use="required"/>
  <xs:attribute name="name" type="xs:string" use="required"/>
  <xs:attribute name="typeOfVariable" use="required"><xs:simpleType><xs:restriction base="xs:string">
    <xs:enumeration value="Text"/><xs:enumeration value="Integer"/>
  </xs:restriction></xs:simpleType></xs:attribute>
</xs:complexType>
<xs:element name="Project"><xs:complexType>
  <xs:sequence>
    <xs:element name="Users" minOccurs="0"><xs:complexType><xs:sequence>
      <xs:element name="User" type="user" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="CodeBook" minOccurs="0"><xs:complexType><xs:sequence>
      <xs:element name="Codes" type="codes"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="Variables" minOccurs="0"><xs:complexType><xs:sequence>
      <xs:element name="Variable" type="variable" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="Sources" minOccurs="0"><xs:complexType><xs:sequence>
      <xs:element name="TextSource" type="text" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence>
  <xs:attribute name="name" type="xs:string" use="required"/>
  <xs:attribute name="origin" type="xs:string"/>
  <xs:attribute name="creatingUserGUID" type="guid"/>
  <xs:attribute name="creationDateTime" type="xs:dateTime"/>
</xs:complexType></xs:element>
"""
CODEBOOK = """
<xs:element name="CodeBook"><xs:complexType>
  <xs:sequence><xs:element name="Codes" type="codes"/></xs:sequence>
  <xs:attribute name="origin" type="xs:string"/>
</xs:complexType></xs:element>
"""


def _schema(name: str, own: str) -> etree.XMLSchema:
    space = f"urn:QDA-XML:{name}:1.0"
    head = f'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{space}" targetNamespace="{space}"'
    return etree.XMLSchema(
        etree.fromstring(f'<xs:schema {head} elementFormDefault="qualified">{TYPES}{own}</xs:schema>')
    )


SCHEMAS = {"project": _schema("project", PROJECT), "codebook": _schema("codebook", CODEBOOK)}


@dataclass(frozen=True)
class Coded:
    """One coding, read back: where it is, the text under it, the code's name."""

    source: str
    text: str
    code: str


def parsed(content: bytes, kind: str) -> etree._Element:
    """The root element, when the schema allows it."""
    root = etree.fromstring(content)
    SCHEMAS[kind].assertValid(root)
    return root


def read(packed: bytes) -> list[Coded]:
    """Strict: every reference leads somewhere, no id twice, every file is named, every place is in its text."""
    with ZipFile(io.BytesIO(packed)) as files:
        content = {name: files.read(name) for name in files.namelist()}
    root = parsed(content.pop("project.qde"), "project")
    ids = root.xpath("//@guid")
    assert len(ids) == len(set(ids))
    assert set(root.xpath("//@targetGUID")) <= set(ids)
    names = {code.get("guid"): code.get("name") for code in root.iter("{*}Code")}
    found = [coded for source in root.iter("{*}TextSource") for coded in _codings(source, content, names)]
    assert not content
    return found


def _codings(source: etree._Element, content: dict[str, bytes], names: dict[str, str]) -> list[Coded]:
    text = content.pop(source.get("plainTextPath").replace("internal://", "sources/")).decode()
    found = []
    for selection in source.iter("{*}PlainTextSelection"):
        start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
        assert 0 <= start < end <= len(text)
        refs = selection.iter("{*}CodeRef")
        found += [Coded(source.get("name"), text[start:end], names[ref.get("targetGUID")]) for ref in refs]
    return found
