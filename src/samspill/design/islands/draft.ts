import { each } from "./each.ts";

const PREFIX = "samspill-draft:";
const SENT = "samspill-draft-sent";
type Kept = Record<string, string>;

/**
 * <form data-draft="key" data-draft-note="…" data-draft-discard="…">: typed text is kept in this browser until saved, and put
 * back after a lost session.
 */
export function keepDrafts(root: ParentNode): void {
  settle();
  each<HTMLFormElement>(root, "form[data-draft]", function draft(form) {
    const key = form.dataset.draft ?? "";
    if (restore(form, read(key))) note(form, key);
    form.addEventListener("input", () => localStorage.setItem(PREFIX + key, JSON.stringify(texts(form))));
    form.addEventListener("submit", () => sessionStorage.setItem(SENT, key));
    // A request of htmx leads to no new page that could tell whether it was saved: its own answer does.
    form.addEventListener("htmx:error", () => sessionStorage.removeItem(SENT));
    form.addEventListener("htmx:after:request", (event) => {
      const ctx = (event as CustomEvent).detail?.ctx;
      if (ctx?.request?.method === "GET") return; // what a field asks for while one types has saved nothing
      sessionStorage.removeItem(SENT);
      const status: number = ctx?.response?.status ?? 0;
      if (status >= 200 && status < 400) localStorage.removeItem(PREFIX + key);
    });
  });
}

/** Saved means: sent, answered with a redirect, and still signed in. A refused form or an error answers without a redirect. */
function settle(): void {
  const key = sessionStorage.getItem(SENT);
  if (key === null) return;
  sessionStorage.removeItem(SENT);
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (arrival?.redirectCount && "signedIn" in document.body.dataset) localStorage.removeItem(PREFIX + key);
}

function fields(form: HTMLFormElement): (HTMLInputElement | HTMLTextAreaElement)[] {
  const all = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input[name], textarea[name]");
  // Secrets, files and ticks are not text somebody wrote; they are never kept.
  return [...all].filter((one) => one instanceof HTMLTextAreaElement || /^(text|email|tel|url|search|date|number)$/.test(one.type));
}

function texts(form: HTMLFormElement): Kept {
  return Object.fromEntries(fields(form).filter((one) => one.value !== one.defaultValue).map((one) => [one.name, one.value]));
}

function read(key: string): Kept {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) ?? "{}") as Kept;
  } catch {
    return {};
  }
}

function restore(form: HTMLFormElement, kept: Kept): boolean {
  const changed = fields(form).filter((one) => one.name in kept && kept[one.name] !== one.value);
  for (const one of changed) one.value = kept[one.name] ?? "";
  return changed.length > 0;
}

function note(form: HTMLFormElement, key: string): void {
  const place = document.createElement("div");
  const discard = document.createElement("button");
  Object.assign(place, { className: "ss-draft-note", role: "status", textContent: form.dataset.draftNote });
  Object.assign(discard, { type: "button", textContent: form.dataset.draftDiscard });
  discard.addEventListener("click", () => {
    localStorage.removeItem(PREFIX + key);
    form.reset();
    place.remove();
  });
  place.append(" ", discard);
  form.prepend(place);
}
