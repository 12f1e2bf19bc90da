import { each } from "./each.ts";

const changed = new Set<HTMLFormElement>();

/** <form data-guard="…">: the browser asks before one leaves with changes that are not saved. */
export function guardChanges(root: ParentNode): void {
  each<HTMLFormElement>(root, "form[data-guard]", function guard(form) {
    form.addEventListener("input", () => changed.add(form));
    form.addEventListener("submit", () => changed.delete(form));
    form.addEventListener("reset", () => changed.delete(form));
  });
}

window.addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});
