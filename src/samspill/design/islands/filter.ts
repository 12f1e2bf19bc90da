import { each } from "./each.ts";

/** <div data-filter="table-id" data-none="No rows match." hidden><input><p role="status"></p></div> */
export function filterTables(root: ParentNode): void {
  each(root, "[data-filter]", function filter(place) {
    const table = document.getElementById(place.dataset.filter ?? "");
    const input = place.querySelector("input");
    const status = place.querySelector('[role="status"]');
    if (!table || !input || !status) return;
    place.hidden = false;
    const rows = [...table.querySelectorAll<HTMLElement>("tbody > tr")];
    const texts = rows.map((row) => plain(row.textContent ?? ""));
    input.addEventListener("input", () => {
      const words = plain(input.value).split(" ").filter(Boolean);
      const hits = rows.filter((row, index) => {
        const shown = words.every((word) => texts[index]?.includes(word));
        row.toggleAttribute("data-filtered", !shown);
        return shown;
      });
      status.textContent = words.length === 0 ? "" : hits.length === 0 ? (place.dataset.none ?? "") : `${hits.length} / ${rows.length}`;
    });
  });
}

function plain(text: string): string {
  return text.toLocaleLowerCase().replace(/\s+/g, " ").trim();
}
