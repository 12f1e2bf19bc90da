import { each } from "./each.ts";

/** <form data-once>: a second click on the way does not send the form twice. */
export function submitOnce(root: ParentNode): void {
  each<HTMLFormElement>(root, "form[data-once]", function once(form) {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) return event.preventDefault();
      sent = true;
      event.submitter?.setAttribute("aria-busy", "true");
    });
    // The page comes back from the browser's memory with the back button, or htmx has its answer: free again.
    const free = () => {
      sent = false;
      for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
    };
    window.addEventListener("pageshow", free);
    form.addEventListener("htmx:after:request", free);
    form.addEventListener("htmx:error", free);
    form.addEventListener("reset", free);
  });
}
