import { each } from "./each.ts";

/** <div data-focus tabindex="-1">: the error summary takes the focus, so that it is read out and reached first. */
export function focusErrors(root: ParentNode): void {
  each(root, "[data-focus]", function focus(summary) {
    summary.focus();
  });
}
