from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from samspill.documents import paper as p
from samspill.documents.answers import download
from samspill.documents.office import Kind, office
from samspill.documents.tests.samples import AT, NORDIC, every_word, minutes, part, plain, tree

KINDS: list[Kind] = ["docx", "odt"]


@pytest.fixture(scope="module")
def made() -> dict[Kind, bytes]:
    return {kind: office(minutes(), kind, at=AT) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_on_the_way(kind: Kind, made: dict[Kind, bytes]) -> None:
    read = plain(made[kind], kind)

    assert every_word() <= {*re.split(r"[\s,|]+", read.replace(":\n", "\n"))} | {*read.replace(":", " ").split()}
    assert all(f"measure {number}" in read for number in range(60))


def test_word_hears_the_language_in_its_defaults(made: dict[Kind, bytes]) -> None:
    defaults = part(made["docx"], "word/styles.xml").partition("</w:docDefaults>")[0]

    assert 'w:val="nn-NO"' in defaults
    assert "en-US" not in part(made["docx"], "word/styles.xml")


@pytest.mark.parametrize("language", p.LOCALES)
def test_the_language_follows_the_paper(language: str) -> None:
    paper = minutes(language=language, blocks=())
    code, country = p.LOCALES[language].split("-")

    styles = part(office(paper, "odt", at=AT), "styles.xml")

    assert f'w:val="{code}-{country}"' in part(office(paper, "docx", at=AT), "word/styles.xml")
    assert {*re.findall(r'fo:language="([a-z]+)"', styles)} <= {code, "zxx", "none"}
    assert f'fo:country="{country}"' in styles


def test_the_letterhead_stands_in_the_header_as_text(made: dict[Kind, bytes]) -> None:
    words = "Sundvik &lt;kommune&gt; &amp; co · Fjellheim skole · Skolevegen 1"

    assert words in part(made["docx"], "word/header1.xml")
    assert words in part(made["odt"], "styles.xml")
    assert "header1.xml" in part(made["docx"], "word/_rels/document.xml.rels")
    assert "NUMPAGES" in part(made["docx"], "word/footer1.xml")


def test_the_title_is_in_the_properties_and_the_head_of_a_table_repeats(made: dict[Kind, bytes]) -> None:
    core = part(made["docx"], "docProps/core.xml")

    assert f"<dc:title>Minutes {NORDIC}</dc:title>" in core
    assert "2026-11-20T09:00:00Z" in core
    assert "1970" not in core
    assert 'w:tblHeader w:val="on"' in part(made["docx"], "word/document.xml")
    assert "table-header-rows" in part(made["odt"], "content.xml")


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_typed_is_never_markup(kind: Kind) -> None:
    typed = "</w:t><w:br/> <script> *no* $x$ `code` \\ & ]]>"
    paper = p.Paper("Typed", blocks=(p.Paragraph(p.runs(typed)),))

    blocks = tree(office(paper, kind, at=AT), kind)["blocks"]

    assert [node["t"] for node in blocks[-1]["c"] if node["t"] not in ("Str", "Space")] == []
    assert " ".join(plain(office(paper, kind, at=AT), kind).split()).endswith(typed)


@pytest.mark.parametrize("kind", KINDS)
def test_libreoffice_opens_it_without_repair(kind: Kind, made: dict[Kind, bytes], tmp_path: Path) -> None:
    writer = shutil.which("soffice")
    if writer is None:
        pytest.skip("LibreOffice is not installed here (Debian: libreoffice-writer-nogui).")
    (tmp_path / f"minutes.{kind}").write_bytes(made[kind])
    command = [writer, "--headless", f"-env:UserInstallation=file://{tmp_path}/home", "--convert-to", "txt:Text"]

    subprocess.run([*command, "--outdir", tmp_path, tmp_path / f"minutes.{kind}"], check=True, timeout=120)
    read = (tmp_path / "minutes.txt").read_text(encoding="utf-8-sig")

    assert all(words in read for words in ("measure 59", "Play together for four weeks.", NORDIC))


def test_a_download_has_a_name_people_recognise() -> None:
    answer = download(minutes(title="Minutes: team/7 Ø"), "docx", at=AT, on=AT.date())

    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert "filename*=UTF-8''Minutes%20team%207%20%C3%98%202026-11-20.docx" in answer["Content-Disposition"]
    assert (answer["X-Content-Type-Options"], answer.has_header("ETag")) == ("nosniff", False)
