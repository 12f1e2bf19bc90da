"""Build the search index anew from everything that can be found. Samspill may run meanwhile.

example:
  samspill reindex
"""

from __future__ import annotations

from argparse import Namespace

from django.utils import timezone

from samspill.search.actions import reindex


def run(_options: Namespace) -> int:
    for kind, count in reindex(at=timezone.now()).items():
        print(f"  {count:>7}  {kind}")
    return 0
