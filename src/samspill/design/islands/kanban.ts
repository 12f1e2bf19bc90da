import { drag } from "./drag.ts";
import { each } from "./each.ts";

/**
 * <div data-kanban> with columns [data-stage] that hold cards [data-card]; each card has a [data-grip] and links
 * <a data-to="trying" href="…">. Dropping a card on a column follows the card's own link to that stage: where the step
 * is taken, with what is missing. Nothing is written by dragging, so nothing can be lost by it.
 */
export function kanbanBoards(root: ParentNode): void {
  each(root, "[data-kanban]", function kanban(board) {
    for (const grip of board.querySelectorAll<HTMLElement>("[data-grip]")) {
      grip.hidden = false;
      grip.addEventListener("pointerdown", (event) => lift(event, grip, board));
    }
  });
}

function lift(event: PointerEvent, grip: HTMLElement, board: HTMLElement): void {
  const card = grip.closest<HTMLElement>("[data-card]");
  if (!card || event.button !== 0) return;
  event.preventDefault();
  const columns = [...board.querySelectorAll<HTMLElement>("[data-stage]")];
  const from = { x: event.clientX, y: event.clientY };
  const ways = new Map<HTMLElement, HTMLAnchorElement>();
  for (const column of columns) {
    const way = card.querySelector<HTMLAnchorElement>(`a[data-to="${column.dataset.stage ?? ""}"]`);
    if (way && !column.contains(card)) ways.set(column, way);
  }
  for (const column of ways.keys()) column.toggleAttribute("data-target", true);
  card.toggleAttribute("data-lifted", true);
  let over: HTMLElement | undefined;

  const follow = (moved: PointerEvent): void => {
    card.style.translate = `${moved.clientX - from.x}px ${moved.clientY - from.y}px`;
    over = under(columns, moved.clientX, moved.clientY);
    for (const column of columns) column.toggleAttribute("data-over", column === over && ways.has(column));
  };
  const settle = (keep: boolean): void => {
    card.style.translate = "";
    card.removeAttribute("data-lifted");
    for (const column of columns) {
      column.removeAttribute("data-target");
      column.removeAttribute("data-over");
    }
    const way = over && ways.get(over);
    if (keep && way) window.location.assign(way.href);
  };
  drag(follow, settle);
}

function under(columns: HTMLElement[], x: number, y: number): HTMLElement | undefined {
  return columns.find((column) => {
    const box = column.getBoundingClientRect();
    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  });
}
