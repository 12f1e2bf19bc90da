"""Fill an empty database with the demo municipality, with dates around today.

examples:
  samspill demo                                 into the data folder ./data
  SAMSPILL_DATA=/tmp/try samspill demo          into another one
"""

from __future__ import annotations

import os
from argparse import Namespace

from samspill.cli import demonstration
from samspill.config import datafolder, house
from samspill.config.trouble import Trouble


def run(_options: Namespace) -> None:
    data = datafolder.chosen()
    os.environ["SAMSPILL_DEMO"] = "1"
    with house.beside(data, by="samspill demo", say=house.whisper):
        if not demonstration.is_empty():
            raise Trouble(
                "This database already holds people, and the demo is only built into an empty one. "
                "Choose an empty data folder with SAMSPILL_DATA."
            )
        demonstration.build(data, print)
