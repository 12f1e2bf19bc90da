"""Run the benchmarks that are named, or all: every module of this folder that has `cases()`."""

from __future__ import annotations

import json
import pkgutil
import sys
from importlib import import_module
from pathlib import Path

HELPERS = {
    "__main__",
    "urls",
    "settings",
    "server",
    "processes",
    "search_gold",
    "thread_world",
    "wheel_plain",
    "wheel_planted",
    "wheel_world",
}


def main(names: list[str]) -> int:
    known = [entry.name for entry in pkgutil.iter_modules([str(Path(__file__).parent)]) if entry.name not in HELPERS]
    unknown = sorted(set(names) - set(known))
    if unknown:
        print(f"There is no benchmark “{unknown[0]}”. Accepted: {', '.join(known)}.", file=sys.stderr)
        return 2
    for name in names or known:
        for case in import_module(f"bench.{name}").cases():
            print(json.dumps({"bench": name, **case}, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
