// Clients that write in groups of seven, for bench/live.py. Settings come as one JSON argument, results as lines of JSON.
//
//   node bench/live_load.mjs '{"mode": "steady", "urls": […], "cookies": […], "clients": 504, "writers": 3, …}'
//
// steady: pre-made updates of one letter, sent at a fixed rate; counts every delivery and every acknowledgement.
// crash:  clients with documents of their own, who write on through the deaths of the server, told by lines on stdin.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { createInterface } from "node:readline";
import { WebSocket } from "ws";
import * as Y from "yjs";

const SYNC = 0, HAVE = 0, LACK = 1, TYPED = 2, ACK = 100;
const FIELD = "item-1";
const GROUP = 7;
const settings = JSON.parse(process.argv[2]);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function frame(step, payload) {
  const made = encoding.createEncoder();
  encoding.writeVarUint(made, SYNC);
  encoding.writeVarUint(made, step);
  encoding.writeVarUint8Array(made, payload);
  return encoding.toUint8Array(made);
}

function connect(group, seat) {
  const { cookies, origin } = settings;
  const headers = cookies ? { Cookie: cookies[seat % cookies.length], Origin: origin } : {};
  const socket = new WebSocket(settings.urls[group], { headers, perMessageDeflate: false });
  socket.binaryType = "nodebuffer";
  return socket;
}

/** What one writer types, letter by letter: the updates, and which clock belongs to which. */
function stream(client, letters) {
  const doc = new Y.Doc();
  doc.clientID = client;
  const made = [];
  doc.on("update", (update) => made.push(frame(TYPED, update)));
  const text = new Y.XmlText();
  doc.transact(() => {
    const block = new Y.XmlElement("paragraph");
    block.setAttribute("id", `block-${client}`);
    block.insert(0, [text]);
    doc.getXmlFragment(FIELD).push([block]);
  });
  for (let letter = 0; letter < letters; letter += 1) text.insert(text.length, "abcdefgh "[letter % 9]);
  return made;
}

/** Which writer, and which clock: the start of an update in Yjs's first format. */
function named(message) {
  const from = decoding.createDecoder(message);
  if (decoding.readVarUint(from) !== SYNC || decoding.readVarUint(from) !== TYPED) return null;
  decoding.readVarUint(from);
  decoding.readVarUint(from);
  decoding.readVarUint(from);
  return [decoding.readVarUint(from), decoding.readVarUint(from)];
}

async function steady() {
  const { clients, writers, rate, seconds, warm } = settings;
  const letters = Math.ceil(rate * (seconds + warm)) + 1;
  const streams = Array.from({ length: writers }, (_each, seat) => stream(1000 + seat, letters));
  const clocks = streams.map((made) => made.map((message) => named(message)[1]));
  const propagation = [], acknowledged = [];
  let deliveries = 0, sentAll = 0;
  const everybody = [];
  let begin = Infinity;
  for (let number = 0; number < clients; number += 1) {
    const group = Math.floor(number / GROUP), seat = number % GROUP;
    everybody.push({ group, seat, sent: [], acked: 0, at: 0, base: 0, count: 0, ready: false, socket: connect(group, seat) });
    hear(everybody[number]);
    if (number % 20 === 19) await pause(60);
  }
  while (everybody.some((one) => !one.ready)) await pause(50);
  await pause(1000);

  function hear(one) {
    one.socket.on("error", (error) => say({ trouble: String(error) }));
    one.socket.on("message", (message) => {
      const now = performance.now();
      if (message[0] === ACK) {
        const from = decoding.createDecoder(message);
        decoding.readVarUint(from);
        const upto = decoding.readVarUint(from) - one.base;
        for (; one.acked < upto; one.acked += 1) if (one.sent[one.acked] >= begin) acknowledged.push(now - one.sent[one.acked]);
      } else if (message[0] === SYNC && message[1] === HAVE) {
        one.socket.send(frame(LACK, new Uint8Array([0, 0])));
        one.base += 1;
        one.ready = true;
      } else if (message[0] === SYNC && message[1] === TYPED) {
        const [client, clock] = named(message);
        const seat = client - 1000;
        if (seat === one.seat) return; // the opponent sends everybody their own words as well
        const sent = everybody[one.group * GROUP + seat]?.sent[clocks[seat].indexOf(clock, Math.max(0, one[`at${seat}`] ?? 0))];
        one[`at${seat}`] = (one[`at${seat}`] ?? 0) + 1;
        if (sent >= begin) { deliveries += 1; propagation.push(now - sent); }
      }
    });
  }

  const writing = everybody.filter((one) => one.seat < writers && (one.group + 1) * GROUP <= clients);
  const gap = 1000 / rate;
  const start = performance.now();
  begin = start + warm * 1000;
  const end = begin + seconds * 1000;
  let told = false;
  const due = writing.map((one, index) => ({ one, next: start + (gap * index) / writing.length }));
  while (performance.now() < end) {
    const now = performance.now();
    if (!told && now >= begin) { told = true; say({ begin: true }); }
    for (const entry of due) {
      if (entry.next > now) continue;
      const { one } = entry;
      entry.next += gap;
      if (one.at >= streams[one.seat].length) continue;
      one.sent.push(performance.now());
      if (now >= begin) sentAll += 1;
      one.socket.send(streams[one.seat][one.at]);
      one.at += 1;
    }
    await pause(2);
  }
  say({ end: true });
  await pause(3000);
  const wanted = sentAll * (GROUP - 1);
  say({ updates: sentAll, deliveries, wanted, acks: acknowledged.length, propagation: quantiles(propagation), ack: quantiles(acknowledged) });
  process.exit(0);
}

function quantiles(times) {
  const sorted = Float64Array.from(times).sort();
  const at = (share) => (sorted.length ? Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] * 100) / 100 : null);
  return { p50: at(0.5), p99: at(0.99) };
}

class Writer {
  constructor(group, seat) {
    Object.assign(this, { group, seat, id: 1 + group * GROUP + seat, typed: 0, acked: 0, covers: [], shaken: false, socket: null });
    this.doc = new Y.Doc();
    this.doc.clientID = this.id;
    this.doc.on("update", (update, origin) => origin !== this && this.shaken && this.give(TYPED, update));
    this.block = new Y.XmlElement("paragraph");
    this.text = new Y.XmlText();
    this.doc.transact(() => {
      this.block.setAttribute("id", `block-of-${this.id}`);
      this.block.insert(0, [this.text]);
      this.doc.getXmlFragment(FIELD).push([this.block]);
    });
  }

  come() {
    const socket = (this.socket = connect(this.group, this.seat));
    [this.shaken, this.covers] = [false, []];
    socket.on("error", () => {});
    socket.on("open", () => socket.send(frame(HAVE, Y.encodeStateVector(this.doc))));
    socket.on("close", () => { if (socket === this.socket) [this.socket, this.shaken] = [null, false]; });
    socket.on("message", (message) => socket === this.socket && this.hear(message));
  }

  hear(message) {
    const from = decoding.createDecoder(message);
    const kind = decoding.readVarUint(from);
    if (kind === ACK) this.acked = Math.max(this.acked, this.covers[decoding.readVarUint(from) - 1] ?? 0);
    if (kind !== SYNC) return;
    const step = decoding.readVarUint(from);
    const payload = decoding.readVarUint8Array(from);
    if (step !== HAVE) return Y.applyUpdate(this.doc, payload, this);
    this.give(LACK, Y.encodeStateAsUpdate(this.doc, payload));
    this.shaken = true;
  }

  give(step, payload) {
    this.socket?.send(frame(step, payload));
    this.covers.push(this.typed);
  }

  /** One word; it is counted before it is sent, so that its frame covers it. */
  type() {
    this.typed += 1;
    this.text.insert(this.text.length, `${this.typed} `);
  }
}

async function crash() {
  const writers = Array.from({ length: settings.clients }, (_each, number) => new Writer(Math.floor(number / GROUP), number % GROUP));
  let typing = true;
  const work = setInterval(() => typing && writers.forEach((one) => one.type()), 1000 / settings.rate);
  const orders = {
    async go() {
      for (const one of writers) if (!one.socket) one.come();
      const until = Date.now() + 20_000;
      while (writers.some((one) => !one.shaken) && Date.now() < until) {
        await pause(50);
        for (const one of writers) if (!one.socket) one.come();
      }
      say({ here: writers.filter((one) => one.shaken).length });
    },
    report() {
      say({ acked: Object.fromEntries(writers.map((one) => [`block-of-${one.id}`, one.acked])), typed: writers.reduce((sum, one) => sum + one.typed, 0) });
    },
    async finish() {
      typing = false;
      clearInterval(work);
      const until = Date.now() + 20_000;
      const texts = () => writers.map((one) => `${one.group} ${one.doc.getXmlFragment(FIELD).toString()}`);
      const settled = () => writers.every((one) => one.acked === one.typed) && new Set(texts()).size === settings.urls.length;
      while (!settled() && Date.now() < until) await pause(50);
      say({ converged: settled(), typed: writers.reduce((sum, one) => sum + one.typed, 0), words: Object.fromEntries(writers.map((one) => [`block-of-${one.id}`, one.typed])) });
      process.exit(0);
    },
  };
  for await (const line of createInterface({ input: process.stdin })) await orders[line.trim()]?.();
}

await (settings.mode === "crash" ? crash() : steady());
