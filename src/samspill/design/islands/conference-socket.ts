import { each } from "./each.ts";

/** News of a conference: “point” (with the statements' texts), “group”, “session”, “board”, or “anew”: look at everything again. */
export interface News {
  what: string;
  [fact: string]: unknown;
}

const FIRST = 500, LONGEST = 15_000; // milliseconds between tries
const WITHOUT = 10_000; // where sockets are blocked, pages look again this often
const BLOCKED = 3; // so many tries in vain mean that they are
const DEAD_AFTER = 40_000; // the server says something at least every 20 seconds

/**
 * A socket that comes back: JSON in, JSON out. `heard` gets each message, `changed` whether it is open.
 * The browser's own signs that the net is back are taken at once.
 */
export class Returning {
  private socket: WebSocket | null = null;
  private pause = FIRST;
  private retry = 0;
  private last = 0;
  private stopped = false;
  failures = 0;

  constructor(
    private readonly address: string,
    private readonly heard: (message: News) => void,
    private readonly changed: (open: boolean, code: number) => void,
  ) {
    this.connect();
    window.addEventListener("online", () => this.again(0));
    window.addEventListener("offline", () => this.socket?.close());
    document.addEventListener("visibilitychange", () => document.hidden || this.wake());
    window.setInterval(() => this.listen(), DEAD_AFTER / 4);
  }

  get open(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** Whether it went out; what did not is the sender's to keep. */
  send(message: unknown): boolean {
    if (!this.open) return false;
    this.socket?.send(JSON.stringify(message));
    return true;
  }

  /** Not again: the server has said that there is nothing here. */
  stop(): void {
    this.stopped = true;
    this.socket?.close();
  }

  private connect(): void {
    window.clearTimeout(this.retry);
    if (this.stopped || this.socket) return;
    const socket = new WebSocket(new URL(this.address, location.href.replace(/^http/, "ws")));
    this.socket = socket;
    socket.addEventListener("open", () => {
      [this.pause, this.failures, this.last] = [FIRST, 0, Date.now()];
      this.changed(true, 0);
    });
    socket.addEventListener("message", (event) => {
      this.last = Date.now();
      const message = JSON.parse(event.data as string) as News;
      if (message.what !== "beat") this.heard(message);
    });
    socket.addEventListener("close", (event) => socket === this.socket && this.hungUp(event.code));
  }

  private hungUp(code: number): void {
    this.socket = null;
    this.failures += 1;
    this.changed(false, code);
    this.again(this.pause * (0.5 + Math.random())); // not all phones of a hall in the same moment
    this.pause = Math.min(this.pause * 2, LONGEST);
  }

  private again(after: number): void {
    window.clearTimeout(this.retry);
    if (!this.stopped) this.retry = window.setTimeout(() => this.connect(), after);
  }

  private wake(): void {
    this.listen();
    if (!this.socket) this.again(0);
  }

  /** A phone that slept, or a net that went without a word. */
  private listen(): void {
    if (!this.open || Date.now() - this.last < DEAD_AFTER) return;
    const dead = this.socket;
    this.hungUp(0);
    dead?.close();
  }
}

/**
 * <div data-conference-socket="/ws/conference/5/">: the news come as events on the document, `ss:conference` with the whole
 * message as `detail`, and one for each kind, since a strict policy leaves htmx no filters:
 * `hx-trigger="ss:conference-group from:document, ss:conference-anew from:document throttle:2s"`. “anew” comes whenever something may
 * have been missed. The attribute `data-lost` stands on the element while there is no connection.
 */
export function watchConferences(root: ParentNode): void {
  each(root, "[data-conference-socket]", function watch(place) {
    let known = false; // the first connection brings nothing new: the page has just been loaded
    const socket = new Returning(place.dataset.conferenceSocket ?? "", announce, (open) => {
      place.toggleAttribute("data-lost", !open);
      if (open && known) announce({ what: "anew" });
      known = true;
    });
    window.setInterval(() => !socket.open && socket.failures >= BLOCKED && announce({ what: "anew" }), WITHOUT);
  });
}

function announce(detail: News): void {
  document.dispatchEvent(new CustomEvent("ss:conference", { detail }));
  document.dispatchEvent(new CustomEvent(`ss:conference-${detail.what}`, { detail }));
}
