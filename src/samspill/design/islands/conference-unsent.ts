// What could not be saved and is only on this phone: shown, to be copied, and let go of only on purpose.
import type { Kept, Queue } from "./conference-queue.ts";

export function showUnsent(place: HTMLElement, queue: Queue, ops: Kept[]): void {
  const box = place.querySelector<HTMLElement>("[data-unsent]");
  const texts = ops.filter((one) => one.do === "write");
  if (!box) return;
  box.hidden = texts.length === 0;
  box.querySelector("[data-unsent-list]")?.replaceChildren(
    ...texts.map((one) => Object.assign(document.createElement("li"), { textContent: one.text })),
  );
  const copy = box.querySelector<HTMLElement>("[data-copy-unsent]");
  if (copy) copy.onclick = () => void copied(texts.map((one) => one.text).join("\n"), copy);
  const drop = box.querySelector<HTMLElement>("[data-drop-unsent]");
  if (drop) {
    drop.onclick = () => {
      queue.drop(ops);
      box.hidden = true;
    };
  }
}

/** Over plain http the clipboard is held back; then what is to be copied is at least marked. */
async function copied(text: string, button: HTMLElement): Promise<void> {
  const list = button.closest("[data-unsent]")?.querySelector("[data-unsent-list]");
  if (list) getSelection()?.selectAllChildren(list);
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!document.execCommand("copy")) return;
  }
  const words = button.querySelector("span");
  if (words) words.textContent = button.dataset.done ?? "";
}
