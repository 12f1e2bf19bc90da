import { each } from "./each.ts";

/** <span data-copy="text" data-copied="Copied" hidden><button>…</button><span role="status"></span></span> */
export function copyButtons(root: ParentNode): void {
  each(root, "[data-copy]", function copy(place) {
    if (!navigator.clipboard) return; // only there over https and on this machine
    place.hidden = false;
    place.querySelector("button")?.addEventListener("click", async () => {
      const status = place.querySelector('[role="status"]');
      await navigator.clipboard.writeText(place.dataset.copy ?? "");
      if (status) status.textContent = place.dataset.copied ?? "";
    });
  });
}

/** <span data-print hidden><button>…</button></span> */
export function printButtons(root: ParentNode): void {
  each(root, "[data-print]", function print(place) {
    place.hidden = false;
    place.querySelector("button")?.addEventListener("click", () => window.print());
  });
}
