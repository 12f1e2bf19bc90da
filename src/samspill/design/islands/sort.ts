import { drag } from "./drag.ts";
import { each } from "./each.ts";

/**
 * <div data-sort="form-id"> with <ol data-list="agenda"> and <ul data-list="inbox"> whose <li data-item="7"> hold a
 * [data-grip]: dragging by mouse, pen or finger writes the new order into the form and sends it. The buttons “up” and
 * “down” of each row send the same form without this island.
 */
export function sortByDragging(root: ParentNode): void {
  each(root, "[data-sort]", function sort(place) {
    const form = document.getElementById(place.dataset.sort ?? "") as HTMLFormElement | null;
    const list = place.querySelector<HTMLElement>('[data-list="agenda"]');
    announce(place);
    if (!form || !list) return;
    for (const grip of place.querySelectorAll<HTMLElement>("[data-grip]")) {
      grip.hidden = false;
      grip.addEventListener("pointerdown", (event) => lift(event, grip, list, form));
    }
  });
}

/** Say aloud what the server says has moved, and keep the focus on the button that moved it. */
function announce(place: HTMLElement): void {
  const moved = place.querySelector<HTMLElement>("[data-said]");
  const region = document.getElementById("agenda-said");
  if (moved && region) region.textContent = moved.dataset.said ?? "";
}

export function lift(event: PointerEvent, grip: HTMLElement, list: HTMLElement, form: HTMLFormElement): void {
  const row = grip.closest<HTMLElement>("[data-item]");
  if (!row || event.button !== 0) return;
  event.preventDefault();
  const home = { parent: row.parentElement, next: row.nextSibling };
  row.toggleAttribute("data-lifted", true);

  const follow = (moved: PointerEvent): void => put(row, list, moved.clientX, moved.clientY);
  const settle = (keep: boolean): void => {
    row.removeAttribute("data-lifted");
    const stayed = home.parent === row.parentElement && home.next === row.nextSibling;
    if (!keep) home.parent?.insertBefore(row, home.next);
    else if (!stayed) send(row, list, form);
  };
  drag(follow, settle);
}

/** Put the row before the first one of the agenda whose middle lies below the pointer. */
function put(row: HTMLElement, list: HTMLElement, x: number, y: number): void {
  const box = list.getBoundingClientRect();
  if (x < box.left || x > box.right || y < box.top - 40 || y > box.bottom + 40) return;
  const others = [...list.querySelectorAll<HTMLElement>(":scope > [data-item]")].filter((one) => one !== row);
  const next = others.find((one) => {
    const lies = one.getBoundingClientRect();
    return y < lies.top + lies.height / 2;
  });
  if (row.parentElement !== list || row.nextElementSibling !== (next ?? null)) list.insertBefore(row, next ?? null);
}

function send(row: HTMLElement, list: HTMLElement, form: HTMLFormElement): void {
  const fields = form.elements as unknown as Record<string, HTMLInputElement | undefined>;
  const ids = [...list.querySelectorAll<HTMLElement>(":scope > [data-item]")].map((one) => one.dataset.item ?? "");
  if (fields.order) fields.order.value = ids.join(",");
  if (fields.dragged) fields.dragged.value = row.dataset.item ?? "";
  form.requestSubmit();
}
