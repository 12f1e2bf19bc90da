"""Minutes of seven pages with twenty tables: to PDF by Typst and to DOCX and ODT by pandoc, in the same run."""

from __future__ import annotations

import os
import re
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from typing import Any

ROUNDS = 15
AT = datetime(2026, 11, 20, 14, tzinfo=UTC)


def cases() -> Iterator[dict[str, Any]]:
    # Django wakes once in a process; the other benchmarks have theirs.
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as apart:
        yield from apart.submit(_measure).result()


def _measure() -> list[dict[str, Any]]:
    import django
    from django.conf import settings

    settings.configure(USE_I18N=False)
    django.setup()
    from samspill.documents.office import office
    from samspill.documents.pdf import pdf

    paper = _minutes()
    found = [
        _case("pdf", lambda: pdf(paper, at=AT)),
        _case("docx", lambda: office(paper, "docx", at=AT)),
        _case("odt", lambda: office(paper, "odt", at=AT)),
    ]
    found[0]["pages"] = len(re.findall(rb"/Type\s*/Page\b", pdf(paper, at=AT)))
    found[0]["cpu_against_docx"] = round(found[1]["cpu_ms"] / found[0]["cpu_ms"], 1)
    return found


def _case(name: str, make: Callable[[], bytes]) -> dict[str, Any]:
    began = time.perf_counter()
    made = make()
    first = time.perf_counter() - began
    used = _used()
    taken = sorted(_timed(make) for _round in range(ROUNDS))
    return {
        "case": name,
        "ms": round(statistics.median(taken) * 1000, 1),
        "cpu_ms": round((_used() - used) / ROUNDS * 1000, 1),
        "slowest_ms": round(taken[-1] * 1000, 1),
        "first_ms": round(first * 1000, 1),
        "bytes": len(made),
    }


def _used() -> float:
    """Seconds of processor so far, of this process and of the programs it ran."""
    return sum(os.times()[:4])


def _timed(make: Callable[[], bytes]) -> float:
    began = time.perf_counter()
    make()
    return time.perf_counter() - began


def _minutes() -> Any:
    from samspill.documents import paper as p

    said = "Vi gikk gjennom observasjonene fra friminuttene og ble enige om hva som skal prøves ut de neste ukene. " * 3
    head = tuple(p.runs(word) for word in ("Tiltak", "Ansvarlig", "Frist"))
    rows = tuple((p.runs(f"Felles lek i storefri, gruppe {n}"), p.runs("Kari"), p.runs("15.12.")) for n in range(3))
    blocks: list[p.Block] = []
    for number in range(20):
        blocks += [
            p.Heading(1, f"{number + 1}. Trivsel i friminuttene"),
            p.Paragraph(p.runs(said)),
            p.Outcome("Vedtak", p.runs("Tiltaket prøves ut i fire uker."), "Kari Nordmann", "15. desember"),
            p.Table("Oppfølging", head, rows),
        ]
    letterhead = p.Letterhead("Sundvik kommune", "Fjellheim skole", "Skoleveien 1")
    return p.Paper("Referat", "Referat", "nb", letterhead, (("Tid", "20. november 2026"),), tuple(blocks))
