// A hall of phones and its projectors, for bench/conference.py. One JSON argument says how; answers are lines of JSON.
//   sockets  phones write through sockets, projectors hear through theirs
//   polling  phones send plain requests, projectors ask for everything each second
//   crash    phones write without pause, lose their connections, come back and send again, until told to finish
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { createInterface } from "node:readline";
import { WebSocket } from "ws";

const load = JSON.parse(process.argv[2]);
const say = (line) => new Promise((done) => process.stdout.write(`${JSON.stringify(line)}\n`, done)); // a pipe takes 64 kB at once
const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const now = () => performance.now();

const sent = new Map(); // uid → when, in which part, how long to the answer and to each projector
let part = "steady", refused = 0, count = 0;

function mark(uid) {
  sent.set(uid, { at: now(), part, ack: null, shown: new Map() });
}

function acked(uid) {
  const one = sent.get(uid);
  if (!one || one.ack !== null) return;
  one.ack = now() - one.at;
  count += 1;
}

function shown(uid, board) {
  const one = sent.get(uid);
  if (one && !one.shown.has(board)) one.shown.set(board, now() - one.at);
}

function socket(path, cookie) {
  return new WebSocket(`ws://${load.home}${path}`, { headers: { Cookie: cookie, Origin: `http://${load.home}` }, perMessageDeflate: false });
}

class SocketPhone {
  constructor(group) {
    this.group = group;
    this.ops = new Map(); // op → what was said, until it is acknowledged
    this.said = new Set();
    this.seen = new Set(); // uids of the group's statements, its own and others'
    this.connect();
  }

  connect() {
    this.ready = new Promise((done) => {
      const wire = (this.wire = socket(`/ws/group/${this.group.id}/`, this.group.cookie));
      wire.on("message", (data) => {
        const text = data.toString();
        if (text.startsWith('{"what":"all"')) {
          for (const op of this.ops.values()) wire.send(JSON.stringify({ ops: [op] }));
          this.seen = new Set(JSON.parse(text).points.map((one) => one.uid));
          done();
        } else if (text.startsWith('{"what":"point"')) {
          for (const one of JSON.parse(text).points) this.seen.add(one.uid);
        } else if (text.startsWith('{"what":"kept"')) {
          for (const answer of JSON.parse(text).answers) {
            if (answer.state === "refused") refused += 1; // a full note does: that is no acknowledgement
            if (answer.state !== "kept") continue;
            this.ops.delete(answer.op);
            acked(answer.uid);
          }
        }
      });
      wire.on("error", () => undefined);
      wire.on("close", () => load.mode === "crash" && setTimeout(() => this.connect(), 100 + 300 * Math.random()).unref());
    });
  }

  write() {
    const uid = randomUUID();
    const op = { op: randomUUID(), do: "write", uid, base: 0, text: `What we say is ${uid}` };
    this.ops.set(op.op, op);
    this.said.add(uid);
    mark(uid);
    if (this.wire.readyState === WebSocket.OPEN) this.wire.send(JSON.stringify({ ops: [op] }));
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: 1200 });

function fetched(path, headers, body) {
  return new Promise((done, fail) => {
    const [host, port] = load.home.split(":");
    const asked = request({ host, port, path, method: body ? "POST" : "GET", agent, headers }, (answer) => {
      const parts = [];
      answer.on("data", (piece) => parts.push(piece));
      answer.on("end", () => done({ status: answer.statusCode, text: Buffer.concat(parts).toString() }));
    });
    asked.on("error", fail);
    asked.end(body);
  });
}

class PollingPhone {
  constructor(group) {
    this.group = group;
    this.ready = Promise.resolve();
  }

  async write() {
    const uid = randomUUID();
    mark(uid);
    const token = "b".repeat(32);
    const headers = { Cookie: `${this.group.cookie}; csrftoken=${token}`, "X-CSRFToken": token, "Content-Type": "application/x-www-form-urlencoded" };
    const body = new URLSearchParams({ uid, base: "0", text: `What we say is ${uid}`, level: "" }).toString();
    const answer = await fetched(`/k/note/${this.group.id}/say/`, headers, body).catch(() => null);
    if (answer?.status === 302) acked(uid);
  }
}

function boards() {
  for (let board = 0; board < load.boards; board += 1) {
    if (load.mode === "polling") void poll(board);
    else {
      const wire = socket(`/ws/conference/${load.conference}/`, load.cookie);
      wire.on("message", (data) => {
        for (const one of JSON.parse(data.toString()).points ?? []) shown(one.uid, board);
      });
    }
  }
}

async function poll(board) {
  const headers = { Cookie: load.cookie };
  for (;;) {
    const began = now();
    const answer = await fetched(`/bench/points/${load.conference}/`, headers).catch(() => null);
    if (answer?.status === 200) for (const uid of JSON.parse(answer.text)) shown(uid, board);
    await wait(Math.max(0, 1 - (now() - began) / 1000));
  }
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length ? Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] * 10) / 10 : null;
}

function told(which) {
  const ones = [...sent.values()].filter((one) => one.part === which);
  const acks = ones.map((one) => one.ack ?? Infinity), seen = ones.flatMap((one) => [...one.shown.values()]);
  const missing = ones.length * load.boards - seen.length;
  return {
    [`${which}_statements`]: ones.length,
    [`${which}_unanswered`]: acks.filter((one) => one === Infinity).length,
    [`${which}_not_shown`]: missing,
    [`${which}_ack_p50_ms`]: quantile(acks, 0.5),
    [`${which}_ack_p99_ms`]: quantile(acks, 0.99),
    [`${which}_board_p50_ms`]: quantile(seen, 0.5),
    [`${which}_board_p99_ms`]: quantile(seen, 0.99),
  };
}

const Phone = load.mode === "polling" ? PollingPhone : SocketPhone;
const began = now();
const phones = [];
for (let each = 0; each < load.phones; each += 1) {
  phones.push(new Phone(load.groups[each % load.groups.length]));
  if (each % 50 === 49) await Promise.all(phones.map((one) => one.ready)); // as people scan: not all in one moment
}
await Promise.all(phones.map((one) => one.ready));
const joined = Math.round(now() - began);

if (load.mode === "crash") await crash();
else await measure();
process.exit(0);

async function measure() {
  boards();
  await wait(2);
  say({ begin: "steady" });
  const writing = phones.flatMap((phone) => {
    const first = Math.random() * load.every;
    return Array.from({ length: Math.ceil(load.seconds / load.every) }, (_each, turn) => first + turn * load.every)
      .filter((at) => at < load.seconds)
      .map((at) => setTimeout(() => phone.write(), at * 1000));
  });
  await wait(load.seconds);
  say({ end: "steady", seconds: load.seconds });
  await wait(load.rest);
  part = "burst";
  say({ begin: "burst" });
  for (const phone of phones) setTimeout(() => phone.write(), Math.random() * load.burst * 1000);
  await wait(load.burst);
  say({ end: "burst", seconds: load.burst });
  await wait(load.rest);
  await say({ joined_ms: joined, phones: phones.length, planned: writing.length, ...told("steady"), ...told("burst") });
}

/** Phones that have not seen everything their group has said. */
function apart() {
  const all = new Map(load.groups.map((group) => [group.id, []]));
  for (const phone of phones) all.get(phone.group.id).push(...phone.said);
  return phones.filter((phone) => all.get(phone.group.id).some((uid) => !phone.seen.has(uid))).length;
}

async function crash() {
  let going = false;
  const beat = setInterval(() => {
    if (!going) return;
    for (const phone of phones) if (phone.ops.size < load.ahead && Math.random() < load.rate / 20) phone.write();
    for (const phone of phones) if (Math.random() < load.cuts / 20) phone.wire.terminate();
  }, 50);
  const done = () => [...sent].filter(([, one]) => one.ack !== null).map(([uid]) => uid);
  for await (const order of createInterface({ input: process.stdin })) {
    if (order === "go") going = true;
    if (order === "count") say({ acked: count });
    else if (order === "report") say({ acked: done() });
    else if (order === "finish") {
      going = false;
      clearInterval(beat);
      const until = now() + 60_000;
      while (now() < until && phones.some((one) => one.ops.size > 0)) await wait(0.1);
      while (now() < until && apart() > 0) await wait(0.1);
      await say({ acked: done(), sent: [...sent.keys()], refused, apart: apart() });
      return;
    } else say({});
  }
}
