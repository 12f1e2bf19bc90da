# ruff: noqa: E501  # XML reads better unbroken
"""Make the two reference documents that DOCX and ODT take their looks from: pandoc's own, in our clothes.

Run when pandoc is renewed or the look changes: `python -m tools.reference_documents`. The words in {{braces}} are
filled in for each document by `samspill.documents.reference`.
"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pypandoc

TARGET = Path(__file__).resolve().parent.parent / "src" / "samspill" / "documents" / "reference"
EPOCH = (1980, 1, 1, 0, 0, 0)
INK, QUIET, RULE, TINT = "1B2430", "505B68", "C3CAD2", "F1F4F7"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    for name, dress in (("reference.docx", _docx), ("reference.odt", _odt)):
        parts = _parts(name)
        dress(parts)
        _write(TARGET / name, parts)
        print(TARGET / name)


def _parts(name: str) -> dict[str, str]:
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", name]
    given = subprocess.run(command, check=True, capture_output=True).stdout
    with zipfile.ZipFile(io.BytesIO(given)) as box:
        return {entry: box.read(entry).decode() for entry in box.namelist()}


def _write(path: Path, parts: dict[str, str]) -> None:
    """`mimetype` stays first and unpacked, as OpenDocument asks; no date makes two runs differ."""
    with zipfile.ZipFile(path, "w") as box:
        for name, text in parts.items():
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            box.writestr(zipfile.ZipInfo(name, EPOCH), text, packed)


def _put(text: str, old: str, new: str) -> str:
    """Replace, and stop when pandoc's document no longer looks as expected."""
    if not re.search(old, text, re.S):
        raise SystemExit(f"Nothing in pandoc's reference document is like {old}.")
    return re.sub(old, new, text, flags=re.S)


def _docx(parts: dict[str, str]) -> None:
    parts["word/theme/theme1.xml"] = _put(
        parts["word/theme/theme1.xml"], r'<a:latin typeface="Aptos[^>]*>', '<a:latin typeface="Arial"/>'
    )
    parts["word/styles.xml"] = _word_styles(parts["word/styles.xml"])
    parts["word/header1.xml"] = _word_frame("hdr", "Header", _word_run("{{head}}"))
    parts["word/footer1.xml"] = _word_frame("ftr", "Footer", _word_pages())
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId91"/><w:footerReference w:type="default" r:id="rId92"/>'
        '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1247" w:bottom="1247" w:left="1247" '
        'w:header="624" w:footer="624" w:gutter="0"/></w:sectPr>'
    )
    parts["word/document.xml"] = _put(parts["word/document.xml"], r"<w:sectPr>.*</w:sectPr>", section)
    relations = "".join(
        f'<Relationship Id="{number}" Type="{PARTS}/{kind}" Target="{kind}1.xml"/>'
        for number, kind in (("rId91", "header"), ("rId92", "footer"))
    )
    parts["word/_rels/document.xml.rels"] = _put(
        parts["word/_rels/document.xml.rels"], "</Relationships>", f"{relations}</Relationships>"
    )
    types = "".join(
        f'<Override PartName="/word/{kind}1.xml" ContentType="{TYPES}.{kind}+xml"/>' for kind in ("header", "footer")
    )
    parts["[Content_Types].xml"] = _put(parts["[Content_Types].xml"], "</Types>", f"{types}</Types>")


def _word_frame(tag: str, style: str, inside: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {WORD}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"{inside}</w:p></w:{tag}>"
    )


def _word_run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def _word_pages() -> str:
    page, pages = (
        f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' for field in ("PAGE", "NUMPAGES")
    )
    return "".join([_word_run("{{before}}"), page, _word_run("{{between}}"), pages, _word_run("{{after}}")])


def _word_styles(text: str) -> str:
    text = _put(
        text,
        '<w:sz w:val="24" />(\\s*)<w:szCs w:val="24" />(\\s*)<w:lang',
        r'<w:sz w:val="22" /><w:szCs w:val="22" /><w:lang',
    )
    text = _put(text, r'<w:color w:val="0F4761"[^>]*/>', f'<w:color w:val="{INK}" />')
    text = _put(text, '<w:jc w:val="center" />', '<w:jc w:val="left" />')
    for size, ours in (("56", "40"), ("40", "28"), ("32", "24"), ("28", "22")):
        text = text.replace(f'<w:sz w:val="{size}" />', f'<w:sz w:val="{ours}" />').replace(
            f'<w:szCs w:val="{size}" />', f'<w:szCs w:val="{ours}" />'
        )
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in ("top", "bottom", "insideH")
    )
    table = (
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa" />'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        '<w:tblCellMar><w:top w:w="40" w:type="dxa" /><w:left w:w="90" w:type="dxa" />'
        '<w:bottom w:w="40" w:type="dxa" /><w:right w:w="90" w:type="dxa" /></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr></w:tblStylePr>'
    )
    text = _put(text, r'(<w:style w:type="table" w:default="1".*?)<w:tblPr>.*?</w:tblStylePr>', rf"\1{table}")
    return _put(text, "</w:styles>", _word_own_styles() + "</w:styles>")


def _word_own_styles() -> str:
    quiet = f'<w:rPr><w:color w:val="{QUIET}"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
    bar = f'<w:pPr><w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{QUIET}"/></w:pBdr><w:ind w:left="170"/></w:pPr>'
    line = f'<w:pPr><w:pBdr><w:top w:val="single" w:sz="4" w:space="2" w:color="{QUIET}"/></w:pBdr><w:spacing w:before="900"/><w:ind w:right="4800"/></w:pPr>'
    own = (
        ("Header", "header", quiet, 0),
        ("Footer", "footer", f'<w:pPr><w:jc w:val="right"/></w:pPr>{quiet}', 0),
        ("Outcome", "Outcome", bar, 1),
        ("Signature", "Signature", line, 1),
    )
    mark = {0: "", 1: 'w:customStyle="1" '}
    return "".join(
        f'<w:style w:type="paragraph" {mark[custom]}w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/>{looks}</w:style>'
        for key, name, looks, custom in own
    )


def _odt(parts: dict[str, str]) -> None:
    text = parts["styles.xml"]
    text = _put(text, r'fo:page-width="8.5in"\s+fo:page-height="11in"', 'fo:page-width="21cm" fo:page-height="29.7cm"')
    text = _put(text, r'(style:font-name=")Times New Roman(" fo:font-size=")12pt', r"\1Arial\g<2>11pt")
    text = _put(
        text,
        r"<style:header-style />",
        '<style:header-style><style:header-footer-properties fo:min-height="0.4in" fo:margin-bottom="0.2in"/></style:header-style>',
    )
    pages = (
        '{{before}}<text:page-number text:select-page="current">1</text:page-number>{{between}}'
        "<text:page-count>1</text:page-count>{{after}}"
    )
    frame = (
        '<style:header><text:p text:style-name="MP2">{{head}}</text:p></style:header>'
        f'<style:footer><text:p text:style-name="MP1">{pages}</text:p></style:footer>'
    )
    text = _put(text, r"<style:footer>.*?</style:footer>", frame)
    text = _put(text, r'(<style:style style:name="MP1".*?)fo:text-align="center"', r'\1fo:text-align="end"')
    quiet = f'<style:style style:name="MP2" style:family="paragraph" style:parent-style-name="Header"><style:text-properties fo:font-size="9pt" fo:color="#{QUIET.lower()}"/></style:style>'
    text = _put(text, r"<style:page-layout ", f"{quiet}<style:page-layout ")
    own = (
        '<style:style style:name="Pagebreak" style:family="paragraph" style:parent-style-name="Standard">'
        '<style:paragraph-properties fo:break-after="page"/></style:style>'
        '<style:style style:name="Outcome" style:family="paragraph" style:parent-style-name="Text_20_body">'
        f'<style:paragraph-properties fo:margin-left="0.2cm" fo:padding-left="0.25cm" fo:border-left="3pt solid #{QUIET.lower()}"/></style:style>'
        '<style:style style:name="Signature" style:family="paragraph" style:parent-style-name="Standard">'
        f'<style:paragraph-properties fo:margin-top="1.6cm" fo:margin-right="8cm" fo:padding-top="0.1cm" fo:border-top="0.5pt solid #{QUIET.lower()}"/></style:style>'
    )
    parts["styles.xml"] = _put(text, "</office:styles>", f"{own}</office:styles>")


if __name__ == "__main__":
    main()
