"""`samspill` and `python -m samspill`."""

from __future__ import annotations

import sys

from samspill.cli import main

if __name__ == "__main__":
    sys.exit(main())
