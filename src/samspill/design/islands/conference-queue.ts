// What was written on this phone and is not yet known to be saved: kept in the browser first, sent when there is a way.
const STORE = "samspill-conference";

/** One thing done on this phone; the server's `statements.py` says what each means. */
export interface Op {
  op: string;
  do: "write" | "remove" | "restore" | "order" | "part" | "take";
  uid?: string;
  base?: number;
  text?: string;
  level?: string;
  order?: string[];
}

/** As it lies on the phone: in which group's note, in which order, and whether the server has said no. */
export interface Kept extends Op {
  n: number;
  group: number;
  refused?: string;
}

export interface Answer {
  op: string;
  state: "kept" | "beside" | "stays" | "refused";
  uid: string;
  version: number;
  why: string;
}

export class Queue {
  all: Kept[] = [];
  lasting = true; // whether the browser lets us keep anything

  async load(): Promise<void> {
    try {
      this.all = (await run((store) => store.getAll() as IDBRequest<Kept[]>)).sort((a, b) => a.n - b.n);
    } catch {
      this.lasting = false;
    }
  }

  of(group: number): Kept[] {
    return this.all.filter((one) => one.group === group);
  }

  /** A text that is changed again before it was sent is sent once. */
  add(group: number, op: Omit<Op, "op">, flying: ReadonlySet<string>): void {
    const last = this.of(group).filter((one) => one.uid === op.uid).at(-1);
    if (op.do === "write" && last?.do === "write" && !flying.has(last.op)) {
      Object.assign(last, { text: op.text, level: op.level, refused: undefined });
      void this.put(last);
    } else {
      const kept = { ...op, op: freshId(), n: (this.all.at(-1)?.n ?? 0) + 1, group };
      this.all.push(kept);
      void this.put(kept);
    }
  }

  /** What may go out now: in order, and of each statement only the next op, since its answer may change those after. */
  next(group: number): Op[] {
    const batch: Kept[] = [];
    for (const one of this.of(group)) {
      if (one.refused) continue;
      if (batch.length >= 100 || batch.some((other) => other.uid === one.uid)) break;
      batch.push(one);
    }
    return batch.map(({ n: _n, group: _group, refused: _refused, ...op }) => op);
  }

  /** The server has spoken: what it has goes, what it refuses stays here and is not sent again by itself. */
  settle({ op, state, uid, version, why }: Answer): void {
    const kept = this.all.find((one) => one.op === op);
    if (!kept) return;
    if (state === "refused") {
      kept.refused = why || "trouble";
      void this.put(kept);
      return;
    }
    this.drop([kept]);
    for (const later of this.all) {
      if (later.group === kept.group && kept.uid && later.uid === kept.uid) {
        Object.assign(later, { uid: uid || later.uid, base: version });
        void this.put(later);
      }
    }
  }

  /** The note is open again: what was refused because it was not may try once more. */
  again(group: number): void {
    for (const one of this.of(group)) delete one.refused;
  }

  drop(gone: Kept[]): void {
    this.all = this.all.filter((one) => !gone.includes(one));
    for (const one of gone) void run((store) => store.delete(one.op)).catch(() => undefined);
  }

  private async put(kept: Kept): Promise<void> {
    await run((store) => store.put({ ...kept })).catch(() => (this.lasting = false));
  }
}

/** Also where the browser holds back `crypto.randomUUID`, over plain http. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function open(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(STORE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("ops", { keyPath: "op" });
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => done(asked.result);
  });
}

async function run<T>(ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((done, fail) => {
    const step = database.transaction("ops", "readwrite");
    const asked = ask(step.objectStore("ops"));
    step.onerror = step.onabort = () => fail(step.error);
    step.oncomplete = () => {
      database.close();
      done(asked.result);
    };
  });
}
