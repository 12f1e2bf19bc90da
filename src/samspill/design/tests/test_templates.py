"""Templates of all rooms: quotation marks are a matter of language, so they stand in sentences that are translated."""

import re
from pathlib import Path

import samspill

TEMPLATES = sorted(Path(samspill.__file__).parent.glob("*/templates/**/*.html"))
SENTENCES = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}|{% translate .*?%}", re.DOTALL)


def test_no_quotation_mark_stands_outside_a_sentence():
    outside = [path.name for path in TEMPLATES if re.search("[“”«»„]", SENTENCES.sub("", path.read_text()))]

    assert len(TEMPLATES) > 100
    assert outside == []
