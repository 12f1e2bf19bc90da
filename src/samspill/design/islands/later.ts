import { each } from "./each.ts";

const STORE = "samspill-later";
const DRAFT = "samspill-draft:"; // as in draft.ts, which lets go of what is saved
const SENT = "samspill-draft-sent";
const AGAIN = 30_000; // milliseconds between tries while something waits
const HERE = 20_000; // so long somebody waits for an answer before it is kept here, and so long it is tried behind one's back
const BEHIND = 90_000;

type Outcome = "saved" | "waiting" | "signedOut" | "refused";
type Words = Record<Outcome | "open" | "signIn" | "another" | "discard", string>;

/** One form as it was sent, with its files, in the words its page spoke. */
interface Kept {
  id: string;
  action: string;
  draft: string;
  fields: [string, string | File][];
  words: Words;
  refused?: boolean;
}

/**
 * <form data-later="draft key">: sent without leaving the page; where there is no net it is kept on this device with its
 * files, and sent when the net is back, on whichever page one is then. Its hidden field `key` makes sending it twice once.
 * The sentences stand on the page in [data-later-words]. The server says 204 and X-Leads-To when it has it.
 */
export function sendLater(root: ParentNode): void {
  each<HTMLFormElement>(root, "form[data-later]", function later(form) {
    openFilled(form);
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented || !("indexedDB" in window)) return;
      event.preventDefault();
      void submit(form);
    });
  });
}

/** A field that was put back from a draft must not hide in a closed disclosure. */
function openFilled(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement>("details input[type=text], details textarea")) {
    const details = field.closest("details");
    if (details && field.value) details.open = true;
  }
}

async function submit(form: HTMLFormElement): Promise<void> {
  const kept = pack(form);
  const { outcome, to } = await send(kept, token(form), HERE);
  if (outcome === "saved") {
    forgetDraft(kept);
    location.assign(to ?? kept.action);
  } else if (outcome === "waiting") {
    await put(kept).then(() => putAway(form, kept), () => form.submit());
  } else {
    form.submit(); // the server is there: it answers with the page that says what is wrong, and the draft stays
  }
}

function pack(form: HTMLFormElement): Kept {
  const data = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const fields = data.filter(([, value]) => typeof value === "string" || value.size > 0) as Kept["fields"];
  const key = String(new FormData(form).get("key") ?? "");
  return { id: key, action: form.getAttribute("action") || location.pathname, draft: form.dataset.later ?? "", fields, words: spoken() };
}

function spoken(): Words {
  return { ...document.querySelector<HTMLElement>("[data-later-words]")?.dataset } as unknown as Words;
}

function token(root: ParentNode): string {
  return root.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')?.value ?? "";
}

async function send(kept: Kept, csrf: string, patience: number): Promise<{ outcome: Outcome; to?: string }> {
  const body = new FormData();
  for (const [name, value] of kept.fields) body.append(name, value);
  try {
    const answer = await fetch(kept.action, { method: "POST", body, headers: { "X-Later": "1", "X-CSRFToken": csrf }, signal: AbortSignal.timeout(patience) });
    if (answer.status === 204) return { outcome: "saved", to: answer.headers.get("X-Leads-To") ?? undefined };
    if (answer.status >= 500) return { outcome: "waiting" };
    // 401: somebody else is signed in than the one who wrote it.
    return { outcome: answer.redirected || answer.status === 401 ? "signedOut" : "refused" };
  } catch {
    return { outcome: "waiting" };
  }
}

/** The form gives way to a sentence that says where what was written is now. */
function putAway(form: HTMLFormElement, kept: Kept): void {
  forgetDraft(kept);
  form.reset();
  form.hidden = true;
  const key = form.querySelector<HTMLInputElement>("input[name=key]");
  if (key) key.value = freshKey();
  const another = document.createElement("button");
  Object.assign(another, { type: "button", className: "ds-button", textContent: kept.words.another });
  another.addEventListener("click", () => {
    form.hidden = false;
    another.remove();
    form.querySelector<HTMLElement>("textarea")?.focus();
  });
  say(kept, "waiting", another);
  retry();
}

/** Also where the browser holds back `crypto.randomUUID`, over plain http. */
function freshKey(): string {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0"));
  return hex.join("");
}

function forgetDraft(kept: Kept): void {
  localStorage.removeItem(DRAFT + kept.draft);
  sessionStorage.removeItem(SENT);
}

let timer = 0;

function retry(): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void sendWaiting(), AGAIN);
}

window.addEventListener("online", () => void sendWaiting());

let busy = false;

/** Send everything that waits on this device. Called on every page, and whenever the net comes back. */
export async function sendWaiting(): Promise<void> {
  if (busy || !("indexedDB" in window)) return;
  busy = true;
  try {
    for (const kept of await all()) await tryOne(kept);
  } finally {
    busy = false;
  }
}

async function tryOne(kept: Kept): Promise<void> {
  const csrf = token(document);
  const signedIn = "signedIn" in document.body.dataset;
  const { outcome } = !signedIn ? { outcome: "signedOut" as const } : kept.refused ? { outcome: "refused" as const } : await send(kept, csrf, BEHIND);
  if (outcome === "saved") {
    await drop(kept.id);
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-later]")) form.hidden = false;
  }
  if (outcome === "refused" && !kept.refused) await put({ ...kept, refused: true });
  if (outcome === "waiting") retry();
  say(kept, outcome, ...ways(kept, outcome));
}

function ways(kept: Kept, outcome: Outcome): HTMLElement[] {
  if (outcome === "signedOut") return [link(kept.action, kept.words.signIn)];
  if (outcome !== "refused") return [];
  const open = link(kept.action, kept.words.open);
  open.addEventListener("click", () => {
    const texts = kept.fields.filter(([name, value]) => typeof value === "string" && name !== "key" && name !== "by");
    localStorage.setItem(DRAFT + kept.draft, JSON.stringify(Object.fromEntries(texts)));
    void drop(kept.id);
  });
  const discard = document.createElement("button");
  Object.assign(discard, { type: "button", className: "ds-button", textContent: kept.words.discard });
  discard.dataset.variant = "tertiary";
  discard.addEventListener("click", () => void drop(kept.id).then(() => document.getElementById(`later-${kept.id}`)?.remove()));
  return [open, discard];
}

function link(url: string, words: string): HTMLAnchorElement {
  return Object.assign(document.createElement("a"), { className: "ds-link", href: url, textContent: words });
}

/** One line for each thing that waits, above the page, with the first words of what was written. */
function say(kept: Kept, outcome: Outcome, ...more: HTMLElement[]): void {
  const id = `later-${kept.id}`;
  const place = document.getElementById(id) ?? document.createElement("div");
  Object.assign(place, { id, className: "ss-later" });
  place.setAttribute("role", "status");
  place.dataset.outcome = outcome;
  const words = document.createElement("p");
  words.textContent = kept.words[outcome];
  place.replaceChildren(words, ...more);
  document.querySelector("main")?.prepend(place);
}

function open(): Promise<IDBObjectStore> {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(STORE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("forms", { keyPath: "id" });
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => done(asked.result.transaction("forms", "readwrite").objectStore("forms"));
  });
}

async function run<T>(ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const store = await open();
  return new Promise((done, fail) => {
    const asked = ask(store);
    asked.onerror = () => fail(asked.error);
    store.transaction.oncomplete = () => {
      store.transaction.db.close();
      done(asked.result);
    };
  });
}

const put = (kept: Kept): Promise<unknown> => run((store) => store.put(kept));
const drop = (id: string): Promise<unknown> => run((store) => store.delete(id));
const all = (): Promise<Kept[]> => run((store) => store.getAll() as IDBRequest<Kept[]>);
