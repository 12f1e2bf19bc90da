import { each } from "./each.ts";

const PAUSE = 900; // milliseconds without a key
const LONGEST = 5000; // letters the server looks at; of a longer text the end, where one writes
const LEFT = "samspill-left:";

interface Typed {
  text: string;
  element: HTMLElement;
}

/**
 * <textarea data-guard> or <input data-guard>: when what is typed may point at a pupil, a quiet remark stands under the
 * field. It never blocks. Other editors dispatch `samspill:typed` with `{ text }` on the element the remark belongs to, or
 * name that `element`. The sentences come from the server, which keeps nothing; where it cannot be reached nothing is said.
 */
export function nudgeAtNames(root: ParentNode): void {
  each<HTMLTextAreaElement | HTMLInputElement>(root, "textarea[data-guard], input[data-guard]", function nudge(field) {
    field.addEventListener("input", () => typed({ text: field.value, element: field }));
  });
}

document.addEventListener("samspill:typed", (event) => {
  const { text, element } = (event as CustomEvent<Partial<Typed>>).detail;
  const place = element ?? event.target;
  if (text !== undefined && place instanceof HTMLElement) typed({ text, element: place });
});

class Watch {
  private timer = 0;
  private asked?: AbortController;
  private readonly place = document.createElement("div");

  constructor(private readonly element: HTMLElement) {
    this.place.setAttribute("role", "status");
    element.after(this.place);
  }

  typed(text: string): void {
    window.clearTimeout(this.timer);
    this.asked?.abort();
    this.timer = window.setTimeout(() => void this.ask(text), PAUSE);
  }

  private async ask(text: string): Promise<void> {
    const from = Math.max(0, text.length - LONGEST);
    this.asked = new AbortController();
    const answer = text.trim() ? await send(text.slice(from), this.asked.signal) : "";
    if (answer !== undefined) this.show(answer, text, from);
  }

  private show(answer: string, text: string, from: number): void {
    const parts = document.createRange().createContextualFragment(answer);
    const found: [number, number][] = [];
    for (const line of parts.querySelectorAll<HTMLElement>("[data-places]")) {
      const fresh = places(line, from).filter(([start, end]) => !isLeft(text.slice(start, end)));
      if (fresh.length === 0) line.remove();
      found.push(...fresh);
    }
    if (found.length === 0) return this.place.replaceChildren();
    parts.querySelector("[data-nudge-change]")?.addEventListener("click", () => this.goTo(found[0]));
    parts.querySelector("[data-nudge-leave]")?.addEventListener("click", () => {
      for (const [start, end] of found) leave(text.slice(start, end));
      this.place.replaceChildren();
      this.focus();
    });
    this.place.replaceChildren(parts);
  }

  /** Back to where one writes: the field, or what can be written in inside an editor. */
  private focus(): void {
    (this.element.querySelector<HTMLElement>('[contenteditable="true"]') ?? this.element).focus();
  }

  private goTo(span: [number, number] | undefined): void {
    this.focus();
    const field = this.element;
    if (span && (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) field.setSelectionRange(...span);
  }
}

const watches = new WeakMap<HTMLElement, Watch>();

function typed({ text, element }: Typed): void {
  if (!document.body.dataset.guardUrl) return;
  const watch = watches.get(element) ?? new Watch(element);
  watches.set(element, watch);
  watch.typed(text);
}

/** The fragment, empty when there is nothing to say, undefined when nobody could be asked. */
async function send(text: string, signal: AbortSignal): Promise<string | undefined> {
  const token = document.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')?.value;
  if (!navigator.onLine || !token) return undefined;
  try {
    const headers = { "X-CSRFToken": token };
    const body = new URLSearchParams({ text });
    const answer = await fetch(document.body.dataset.guardUrl ?? "", { method: "POST", headers, body, signal });
    return answer.ok && !answer.redirected ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}

function places(line: HTMLElement, from: number): [number, number][] {
  return (line.dataset.places ?? "").split(" ").map((place) => {
    const [start = 0, end = 0] = place.split("-").map(Number);
    return [from + start, from + end];
  });
}

/** What was left on purpose on this page is remembered on this device by a mark that cannot be read back. */
function mark(words: string): string {
  let hash = 0x811c9dc5; // FNV-1a
  for (const letter of location.pathname + words.toLowerCase()) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  }
  return LEFT + (hash >>> 0).toString(36);
}

function leave(words: string): void {
  localStorage.setItem(mark(words), "1");
}

function isLeft(words: string): boolean {
  return localStorage.getItem(mark(words)) !== null;
}
