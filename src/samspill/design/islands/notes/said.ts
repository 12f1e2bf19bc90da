import type { Room, Standing } from "./room.ts";

const SETTLED = 1_200;
const OWN = ["opening", "saving", "waiting"]; // the rest are the server's reasons

/** The sentence beside the text. All words stand in the page: data-saved, data-waiting, data-locked … */
export function tell(place: HTMLElement, room: Room, signal: AbortSignal): void {
  const shown = place.querySelector<HTMLElement>("[data-standing]");
  const spoken = place.querySelector<HTMLElement>("[data-spoken]");
  const here = place.querySelector<HTMLElement>("[data-here]");
  const rescue = place.querySelector<HTMLElement>("[data-rescue]");
  let timer = 0;
  let last = "";
  const standing = () => {
    const now = room.standing(place.dataset.field ?? "");
    const words = sentence(place, now);
    if (shown && shown.textContent !== words) shown.textContent = words;
    place.dataset.state = now.unsaved && !OWN.includes(now.code) ? "refused" : now.code;
    place.toggleAttribute("data-kept", room.kept);
    if (rescue) rescue.hidden = place.dataset.state !== "refused";
    // Said aloud only once it stays so: typing goes from saving to saved several times a second.
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (spoken && words !== last && now.code !== "saving") spoken.textContent = last === "" && now.code === "saved" ? "" : words;
      if (now.code !== "saving") last = words;
    }, SETTLED);
  };
  const present = () => {
    if (here) here.textContent = named(place, room.present.here.map(([, name]) => name));
  };
  room.addEventListener("standing", standing, { signal });
  room.addEventListener("present", present, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
  standing();
  present();
}

function sentence(place: HTMLElement, { code, unsaved, kept }: Standing): string {
  const words = place.dataset;
  if (code === "waiting" && !kept) return words.waitingHere ?? "";
  if (code === "saved" && !("editable" in words)) return "";
  const key = unsaved && !OWN.includes(code) ? `not-${code}` : code;
  return words[camel(`says-${key}`)] ?? words[unsaved ? "saysNotTrouble" : "saysTrouble"] ?? "";
}

function named(place: HTMLElement, names: string[]): string {
  return names.length ? `${place.dataset.saysHere ?? ""} ${names.join(", ")}` : "";
}

function camel(key: string): string {
  return key.replace(/[-_](\w)/g, (_all, letter: string) => letter.toUpperCase());
}
