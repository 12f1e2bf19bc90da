"""What a hall sees on the wall."""

from __future__ import annotations

from playwright.sync_api import Page

# What is to be read, and is lower than a twentieth of the picture or out of it.
TOO_SMALL = """() => {
  const least = innerHeight / 20, wrong = [];
  for (const one of document.querySelectorAll('[data-read], .ss-countdown p:not(:empty)')) {
    const size = parseFloat(getComputedStyle(one).fontSize), box = one.getBoundingClientRect();
    if (size < least || box.bottom > innerHeight + 1 || box.right > innerWidth + 1) {
      wrong.push(`${one.textContent}: ${size} of ${least}, ends at ${box.bottom}`);
    }
  }
  return wrong;
}"""


def too_small(hall: Page) -> list[str]:
    """What nobody can read from ten metres. A projector that shows nothing to read is as bad."""
    assert hall.locator("[data-read]").count(), "the wall is empty"
    return list(hall.evaluate(TOO_SMALL))
