import { drag } from "./drag.ts";
import { each } from "./each.ts";

const PAUSE_MS = 120; // over a day before it is asked about: whoever only passes asks nothing

/**
 * <div data-planner="form-id"> with days [data-day="2027-03-02"] and meetings [data-meeting="arena-12-3"
 * data-begins="10:00" data-earliest data-latest] that have a [data-grip]. While a meeting is held over a day, key, day
 * and hour go into the form, which is sent by htmx and answers with what that would break; dropped, the answer asks
 * whether to move it. Nothing is written by dragging. The page of each meeting does the same without it.
 */
export function yearPlanners(root: ParentNode): void {
  each(root, "[data-planner]", function planner(board) {
    const form = document.getElementById(board.dataset.planner ?? "") as HTMLFormElement | null;
    if (!form) return;
    for (const grip of board.querySelectorAll<HTMLElement>("[data-grip]")) {
      grip.hidden = false;
      grip.addEventListener("pointerdown", (event) => lift(event, grip, board, form));
    }
  });
}

function lift(event: PointerEvent, grip: HTMLElement, board: HTMLElement, form: HTMLFormElement): void {
  const meeting = grip.closest<HTMLElement>("[data-meeting]");
  if (!meeting || event.button !== 0) return;
  event.preventDefault();
  const days = [...board.querySelectorAll<HTMLElement>("[data-day]")];
  const home = meeting.closest<HTMLElement>("[data-day]");
  const from = { x: event.clientX, y: event.clientY + window.scrollY };
  meeting.toggleAttribute("data-lifted", true);
  for (const day of days) day.toggleAttribute("data-outside", isOutside(day, meeting));
  let over: HTMLElement | undefined;
  let pause = 0;

  const follow = (moved: PointerEvent): void => {
    meeting.style.translate = `${moved.clientX - from.x}px ${moved.clientY + window.scrollY - from.y}px`;
    scrollNear(moved.clientY);
    const now = dayAt(moved.clientX, moved.clientY);
    if (now === over) return;
    over?.removeAttribute("data-over");
    over = now;
    over?.toggleAttribute("data-over", true);
    window.clearTimeout(pause);
    if (over && over !== home) pause = window.setTimeout(() => ask(form, meeting, over, false), PAUSE_MS);
  };
  const settle = (keep: boolean): void => {
    window.clearTimeout(pause);
    meeting.style.translate = "";
    meeting.removeAttribute("data-lifted");
    for (const day of days) {
      day.removeAttribute("data-over");
      day.removeAttribute("data-outside");
    }
    if (keep && over && over !== home) ask(form, meeting, over, true);
  };
  drag(follow, settle);
}

/** What is held lets the pointer through, so that the day beneath it is found. */
function dayAt(x: number, y: number): HTMLElement | undefined {
  return document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-day]") ?? undefined;
}

function isOutside(day: HTMLElement, meeting: HTMLElement): boolean {
  const on = day.dataset.day ?? "";
  return on < (meeting.dataset.earliest ?? "") || on > (meeting.dataset.latest ?? "9999");
}

function scrollNear(y: number): void {
  if (y < 56) window.scrollBy(0, -14);
  else if (y > window.innerHeight - 56) window.scrollBy(0, 14);
}

function ask(form: HTMLFormElement, meeting: HTMLElement, day: HTMLElement | undefined, dropped: boolean): void {
  const fields = form.elements as unknown as Record<string, HTMLInputElement | undefined>;
  if (fields.key) fields.key.value = meeting.dataset.meeting ?? "";
  if (fields.on) fields.on.value = day?.dataset.day ?? "";
  if (fields.begins) fields.begins.value = meeting.dataset.begins ?? "";
  if (fields.dropped) fields.dropped.value = dropped ? "1" : "";
  form.requestSubmit();
}
