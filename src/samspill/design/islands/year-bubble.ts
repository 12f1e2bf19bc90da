const STAY_MS = 250; // after the pointer has left: time enough to move it onto the bubble
const GAP = 8; // between a sign and its bubble, and to the edge of the window

/**
 * A bubble over the sign of the wheel that is pointed at or focused, with the words of its aria-label: <a data-mark>.
 * It stays while the pointer is on it and goes with Escape (WCAG 1.4.13). A screen reader hears the label itself, so the
 * bubble is hidden from it; a finger goes straight to the page and needs none.
 */
export function bubbleOver(wheel: HTMLElement): void {
  const bubble = document.createElement("div");
  if (typeof bubble.showPopover !== "function") return;
  bubble.className = "ss-year-bubble";
  bubble.popover = "manual";
  bubble.ariaHidden = "true";
  wheel.append(bubble);
  let gone = 0;

  const show = (event: Event): void => {
    const mark = (event.target as Element).closest<SVGAElement>("a[data-mark]");
    const touched = event instanceof PointerEvent && event.pointerType === "touch";
    if (mark && !touched && (event.type !== "focusin" || mark.matches(":focus-visible"))) stand(bubble, mark);
    if (mark || event.target === bubble) window.clearTimeout(gone);
  };
  const leave = (): void => {
    window.clearTimeout(gone);
    gone = window.setTimeout(() => bubble.hidePopover(), STAY_MS);
  };
  for (const sign of ["pointerover", "focusin"]) wheel.addEventListener(sign, show);
  for (const sign of ["pointerout", "focusout", "click"]) wheel.addEventListener(sign, leave);
  wheel.addEventListener("keydown", (event) => event.key === "Escape" && bubble.hidePopover());
  window.addEventListener("scroll", () => bubble.hidePopover(), { passive: true });
}

function stand(bubble: HTMLElement, mark: SVGAElement): void {
  bubble.textContent = mark.getAttribute("aria-label");
  bubble.showPopover();
  const [at, own] = [mark.getBoundingClientRect(), bubble.getBoundingClientRect()];
  const left = at.x + at.width / 2 - own.width / 2;
  const above = at.top - own.height - GAP;
  bubble.style.left = `${Math.max(GAP, Math.min(left, document.documentElement.clientWidth - own.width - GAP))}px`;
  bubble.style.top = `${above < GAP ? at.bottom + GAP : above}px`;
}
