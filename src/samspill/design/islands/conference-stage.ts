import { each } from "./each.ts";

/**
 * <div data-countdown data-ends="2026-09-16T13:05:00+02:00" data-now="…" data-near-at="300" data-near="The last five minutes" data-over="…">
 *   <p data-countdown-digits>until 13:05</p> <p data-countdown-said role="status"></p>
 * </div>: counts down by the server's clock, so that the hall and the laptop see the same. It speaks only twice: when `near-at` seconds
 * are left, and when the time is up; `data-state` is then “near” or “over”. Minutes that are given move it at once.
 */
export function countDown(root: ParentNode): void {
  each(root, "[data-countdown]", function countdown(clock) {
    let [skew, known] = [0, ""];
    const tick = (): void => {
      if (!clock.isConnected) return stop();
      const { ends, now, nearAt } = clock.dataset;
      if (now !== known) [known, skew] = [now ?? "", Date.now() - Date.parse(now ?? "")];
      const left = Math.ceil((Date.parse(ends ?? "") - (Date.now() - skew)) / 1000);
      const state = left <= 0 ? "over" : left <= Number(nearAt) ? "near" : "";
      write(clock, "[data-countdown-digits]", digits(left));
      write(clock, "[data-countdown-said]", (state && clock.dataset[state]) || "");
      if (state) clock.dataset.state = state;
      else delete clock.dataset.state;
    };
    const stop = (): void => {
      window.clearInterval(beat);
      document.removeEventListener("htmx:after:swap", tick);
    };
    const beat = window.setInterval(tick, 250);
    // An answer of the server puts its own words there; they stand for no moment.
    document.addEventListener("htmx:after:swap", tick);
    tick();
  });
}

function digits(left: number): string {
  const seconds = Math.abs(left);
  return `${left < 0 ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function write(clock: HTMLElement, place: string, words: string): void {
  const element = clock.querySelector(place);
  if (element && element.textContent !== words) element.textContent = words;
}
