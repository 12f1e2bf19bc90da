import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as idb from "lib0/indexeddb";
import { IndexeddbPersistence } from "y-indexeddb";
import * as Y from "yjs";
import { unsavedMark } from "./device.ts";

// The frames; the server's protocol.py says what they mean.
const SYNC = 0, HAVE = 0, LACK = 1, TYPED = 2, ACK = 100, STANDING = 101, PRESENT = 102;
const ANEW = 4205, SIGNED_OUT = 4401, GONE = 4404;
const PAUSE = { first: 500, longest: 15_000 };
const PATIENCE = 3_000, BEAT = 5_000, ASK_AFTER = 15_000, DEAD_AFTER = 25_000, SLOW_DEVICE = 2_000;

/** `code` is "opening", "saved", "saving", "waiting" or one of the server's reasons; `kept`: this device has a copy of its own. */
export type Standing = { code: string; unsaved: boolean; kept: boolean };
export type Present = { here: [number, string][]; names: Record<string, string> };

/**
 * One shared text: a document of Yjs, its copy on this device, and the socket that all its editors share.
 * Events: "standing", "present", and "filled" once there is something to show.
 */
export class Room extends EventTarget {
  readonly doc = new Y.Doc();
  filled = false;
  present: Present = { here: [], names: {} };
  private readonly device: IndexeddbPersistence;
  private readonly mark: string;
  private socket: WebSocket | null = null;
  private refusal = "";
  private shaken = false; // both sides have said what they have
  private opening = true; // nobody needs to hear of the network in the first moment
  private sent = 0;
  private acked = 0;
  private readonly dirty: Set<string>; // fields in which something is only on this device; "" when it is not known where
  private typed = 0;
  private written = 0; // of what was typed here, how much this device has surely put away
  private heard = 0;
  private pause = PAUSE.first;
  private retry = 0;
  private readonly beat: number;
  private readonly stop = new AbortController();

  constructor(private readonly address: string, device: string) {
    super();
    this.mark = unsavedMark(device);
    this.dirty = new Set(localStorage.getItem(this.mark)?.split(" "));
    this.device = new IndexeddbPersistence(device, this.doc);
    this.doc.on("update", (update: Uint8Array, origin: unknown, _doc: Y.Doc, step: Y.Transaction) => this.changed(update, origin, step));
    const loaded = this.device.whenSynced.then(() => this.fill(this.doc.share.size > 0 && this.doc.store.clients.size > 0));
    void Promise.race([loaded, new Promise((done) => setTimeout(done, SLOW_DEVICE))]).then(() => this.connect());
    this.beat = window.setInterval(() => this.listen(), BEAT);
    setTimeout(() => this.late(), PATIENCE);
    const { signal } = this.stop;
    window.addEventListener("online", () => this.again(0), { signal });
    window.addEventListener("focus", () => this.refusal && this.again(0), { signal });
    window.addEventListener("offline", () => this.socket?.close(), { signal });
    window.addEventListener("beforeunload", (event) => this.dirty.size > 0 && !this.kept && event.preventDefault(), { signal });
  }

  /** Whether everything typed is in the copy on this device, so that the page may be closed. */
  get kept(): boolean {
    return this.device.synced && this.written === this.typed;
  }

  /** How it stands with one field. */
  standing(field: string): Standing {
    const unsaved = this.dirty.has(field) || this.dirty.has(""), kept = this.device.synced;
    if (this.refusal) return { code: this.refusal, unsaved, kept };
    if (!this.shaken) return { code: this.opening ? "opening" : "waiting", unsaved, kept };
    return { code: unsaved ? "saving" : "saved", unsaved, kept };
  }

  /** One may go on typing while the server is away or in trouble, not where it would never be taken. */
  get writable(): boolean {
    return !["locked", "reading", "gone"].includes(this.refusal);
  }

  leave(): void {
    this.stop.abort();
    clearInterval(this.beat);
    clearTimeout(this.retry);
    this.socket?.close();
    this.socket = null;
    this.doc.destroy();
  }

  /** Throw away what this device holds; the page then shows the server's text. */
  async forget(): Promise<void> {
    localStorage.removeItem(this.mark);
    this.dirty.clear();
    await this.device.clearData();
  }

  private connect(): void {
    if (this.stop.signal.aborted || this.socket) return;
    const socket = new WebSocket(new URL(this.address, location.href.replace(/^http/, "ws")));
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      [this.sent, this.acked, this.heard, this.pause] = [0, 0, Date.now(), PAUSE.first];
      this.ask();
    });
    socket.addEventListener("message", (event) => socket === this.socket && this.hear(new Uint8Array(event.data as ArrayBuffer)));
    socket.addEventListener("close", (event) => socket === this.socket && this.hungUp(event.code));
  }

  private late(): void {
    this.opening = false;
    this.say("standing");
  }

  private hungUp(code: number): void {
    this.socket = null;
    this.opening = false;
    this.shaken = false;
    if (code === ANEW) [this.refusal, this.pause] = ["", 0];
    if (code === SIGNED_OUT || code === GONE) this.pause = PAUSE.longest * 2;
    this.say("standing");
    this.again(this.pause * (0.5 + Math.random()));
    this.pause = Math.min(Math.max(this.pause, PAUSE.first / 2) * 2, PAUSE.longest);
  }

  private again(after: number): void {
    clearTimeout(this.retry);
    if (!this.stop.signal.aborted) this.retry = window.setTimeout(() => this.connect(), after);
  }

  /** A lid that was closed, or a network that went without a word: ask, and hang up when nothing comes. */
  private listen(): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    const silent = Date.now() - this.heard;
    if (silent > DEAD_AFTER) {
      const dead = this.socket;
      this.hungUp(0);
      dead.close();
    } else if (silent > ASK_AFTER || (this.acked < this.sent && silent > BEAT)) this.ask();
  }

  private ask(): void {
    this.give(HAVE, Y.encodeStateVector(this.doc));
  }

  private give(step: number, payload: Uint8Array): void {
    const frame = encoding.createEncoder();
    encoding.writeVarUint(frame, SYNC);
    encoding.writeVarUint(frame, step);
    encoding.writeVarUint8Array(frame, payload);
    this.socket?.send(encoding.toUint8Array(frame));
    if (step !== HAVE) this.sent += 1;
  }

  private changed(update: Uint8Array, origin: unknown, step: Y.Transaction): void {
    if (origin === this) return;
    if (origin !== this.device) {
      this.typed += 1;
      this.soil(fieldsOf(step));
      void this.confirm();
    }
    if (this.shaken && !this.refusal) this.give(TYPED, update);
    this.say("standing");
  }

  private hear(frame: Uint8Array): void {
    this.heard = Date.now();
    const from = decoding.createDecoder(frame);
    const kind = decoding.readVarUint(from);
    if (kind === SYNC) this.sync(decoding.readVarUint(from), decoding.readVarUint8Array(from));
    else if (kind === ACK) this.acked = decoding.readVarUint(from);
    else if (kind === STANDING) this.refusal = decoding.readVarString(from);
    else if (kind === PRESENT) this.present = JSON.parse(decoding.readVarString(from)) as Present;
    if (kind === PRESENT) this.say("present");
    if (this.shaken && !this.refusal && this.acked === this.sent) this.clean();
    this.say("standing");
  }

  private sync(step: number, payload: Uint8Array): void {
    if (step !== HAVE) {
      Y.applyUpdate(this.doc, payload, this);
      if (step === LACK) this.fill(true);
      return;
    }
    const lacking = Y.encodeStateAsUpdate(this.doc, payload);
    if (this.refusal) {
      if (Y.decodeUpdate(lacking).structs.length === 0) this.clean();
      else if (this.dirty.size === 0) this.soil([""]);
      return;
    }
    this.give(LACK, lacking);
    this.shaken = true;
  }

  /** Reading the store has to wait until what was written to it before is in. */
  private async confirm(): Promise<void> {
    const upto = this.typed;
    if (!this.device.db) return;
    const [store] = idb.transact(this.device.db, ["updates"], "readonly");
    if (store) await idb.count(store);
    this.written = Math.max(this.written, upto);
    this.say("standing");
  }

  private soil(fields: string[]): void {
    if (fields.every((field) => this.dirty.has(field))) return;
    for (const field of fields) this.dirty.add(field);
    localStorage.setItem(this.mark, [...this.dirty].join(" "));
  }

  private clean(): void {
    if (this.dirty.size === 0) return;
    this.dirty.clear();
    localStorage.removeItem(this.mark);
  }

  private fill(something: boolean): void {
    if (!something || this.filled) return;
    this.filled = true;
    this.say("filled");
  }

  private say(what: string): void {
    this.dispatchEvent(new Event(what));
  }
}

function fieldsOf(step: Y.Transaction): string[] {
  const roots = [...step.changedParentTypes.keys()].filter((type) => type._item === null);
  return roots.map((type) => Y.findRootTypeKey(type));
}
