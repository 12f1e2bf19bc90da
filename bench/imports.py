"""How many rows a second the real files take: read and compared, and carried out.

The files lie beside the repository; a case whose file is not there says so and measures nothing.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from samspill.config import house

REGISTER, ROUTE = "no_schools/schools_all.csv", "calendars/stavanger-skolerute-2016-2017.csv.gz"
STAFF = 2000


def cases() -> Iterator[dict[str, Any]]:
    # Django wakes once in a process and keeps its database; the other benchmarks have theirs.
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as apart:
        yield from apart.submit(_measure).result()


def _measure() -> list[dict[str, Any]]:
    os.environ.pop("DATABASE_URL", None)
    with (
        tempfile.TemporaryDirectory(prefix="samspill-bench-") as folder,
        house.alone(Path(folder) / "data", by="bench", say=house.whisper),
    ):
        return [
            _case("schools", REGISTER, _schools),
            _case("schools again", REGISTER, _schools),
            _case("calendar", ROUTE, _calendar),
            _timed("people", _staff(), _people),
        ]


def _case(name: str, file: str, preview: Callable[[bytes], Any]) -> dict[str, Any]:
    folder = Path(os.environ.get("SAMSPILL_SHARED", "../shared"))
    path = folder / "data" / file
    if not path.is_file():
        return {"case": name, "left_out": f"{file} is not there; SAMSPILL_SHARED names the folder that holds it"}
    return _timed(name, path.read_bytes(), preview)


def _timed(name: str, data: bytes, preview: Callable[[bytes], Any]) -> dict[str, Any]:
    from django.db import transaction
    from django.utils import timezone

    began = time.perf_counter()
    found = preview(data)
    compared = time.perf_counter()
    with transaction.atomic():
        found.carry_out(None, timezone.now())
    done = time.perf_counter()
    rows = len(found.reading.rows)
    return {
        "case": name,
        "rows": rows,
        "compare_s": round(compared - began, 2),
        "carry_out_s": round(done - compared, 2),
        "rows_per_s": round(rows / (done - began)),
    }


def _schools(data: bytes) -> Any:
    from samspill.imports import schools

    return schools.preview(data, answers={}, municipality=None)


def _calendar(data: bytes) -> Any:
    from samspill.imports import calendars
    from samspill.people.models import Municipality

    return calendars.preview(data, answers={}, municipality=Municipality.objects.get(name="Stavanger"))


def _people(data: bytes) -> Any:
    from django.utils import timezone

    from samspill.imports import people
    from samspill.people.models import Unit

    school = Unit.objects.filter(kind="school").order_by("pk")[0]
    staffed = data.replace(b"SCHOOL", school.name.encode())
    home = school.municipality
    return people.preview(staffed, answers={}, municipality=home, today=timezone.localdate())


def _staff() -> bytes:
    rows = (f"Navn Nummer{n};navn{n}@kommune.example;SCHOOL;lærer;{n % 7 + 1}" for n in range(STAFF))
    return "\n".join(["navn;e-post;skole;stilling;trinn", *rows]).encode()
