import { drag } from "./drag.ts";
import { each } from "./each.ts";

/**
 * <div data-groups="form-id"> with groups [data-group="3"] that hold people [data-person="17" data-seen="2"] with a
 * [data-grip]: dropped on another group, the person's and the group's numbers go into the form, which is sent. The
 * panel of a person does the same without this island.
 */
export function seatByDragging(root: ParentNode): void {
  each(root, "[data-groups]", function seating(place) {
    const form = document.getElementById(place.dataset.groups ?? "") as HTMLFormElement | null;
    if (!form) return;
    for (const grip of place.querySelectorAll<HTMLElement>("[data-grip]")) {
      grip.hidden = false;
      grip.addEventListener("pointerdown", (event) => lift(event, grip, place, form));
    }
  });
}

function lift(event: PointerEvent, grip: HTMLElement, place: HTMLElement, form: HTMLFormElement): void {
  const person = grip.closest<HTMLElement>("[data-person]");
  if (!person || event.button !== 0) return;
  event.preventDefault();
  const groups = [...place.querySelectorAll<HTMLElement>("[data-group]")];
  const home = person.closest<HTMLElement>("[data-group]");
  const from = { x: event.clientX, y: event.clientY + window.scrollY };
  person.toggleAttribute("data-lifted", true);
  let over: HTMLElement | undefined;

  const follow = (moved: PointerEvent): void => {
    person.style.translate = `${moved.clientX - from.x}px ${moved.clientY + window.scrollY - from.y}px`;
    over = groups.find((group) => covers(group, moved.clientX, moved.clientY));
    for (const group of groups) group.toggleAttribute("data-over", group === over && group !== home);
    scrollNear(moved.clientY);
  };
  const settle = (keep: boolean): void => {
    person.style.translate = "";
    person.removeAttribute("data-lifted");
    for (const group of groups) group.removeAttribute("data-over");
    if (keep && over && over !== home) send(form, person, over);
  };
  drag(follow, settle);
}

function covers(group: HTMLElement, x: number, y: number): boolean {
  const box = group.getBoundingClientRect();
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

/** Let the page come along when the pointer is at its upper or lower edge. */
function scrollNear(y: number): void {
  if (y < 48) window.scrollBy(0, -16);
  else if (y > window.innerHeight - 48) window.scrollBy(0, 16);
}

function send(form: HTMLFormElement, person: HTMLElement, group: HTMLElement): void {
  const fields = form.elements as unknown as Record<string, HTMLInputElement | undefined>;
  if (fields.participant) fields.participant.value = person.dataset.person ?? "";
  if (fields.seen) fields.seen.value = person.dataset.seen ?? "";
  if (fields.group) fields.group.value = group.dataset.group ?? "";
  form.requestSubmit();
}
