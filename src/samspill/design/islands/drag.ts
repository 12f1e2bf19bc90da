/**
 * Follows the pointer until it is let go (`settle(true)`), or until Escape or the system takes the drag back.
 * It listens on the document: a row that changes its place in the page loses a captured pointer.
 */
export function drag(follow: (moved: PointerEvent) => void, settle: (keep: boolean) => void): void {
  const end = (keep: boolean): void => {
    document.removeEventListener("pointermove", follow);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", cancel);
    document.removeEventListener("keydown", escape);
    settle(keep);
  };
  const drop = (): void => end(true);
  const cancel = (): void => end(false);
  const escape = (key: KeyboardEvent): void => {
    if (key.key === "Escape") end(false);
  };
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", escape);
}
