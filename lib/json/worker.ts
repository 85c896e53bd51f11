import { answerQuestion } from "./answers.ts";
import { JsonDocument } from "./document.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";
import { RawRows } from "./raw-rows.ts";
import { allocateText } from "./scan.ts";

/** The first step reads this much, so that the first rows can be painted at once. */
const firstBytes = 64 * 1024;
const stepBytes = 256 * 1024;
/** Work between two looks at the mailbox; and how often the page is told about it. */
const sliceMs = 12;
const tellEveryMs = 60;
const firstRows = 60;
const sourceSliceBytes = 8 * 1024 * 1024;

const post = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, { transfer });

/** Copies the source into one padded buffer, piece by piece, so that it is never held twice. */
async function load(source: Blob | Uint8Array): Promise<{ bytes: Uint8Array<ArrayBuffer>; sizeBytes: number }> {
  const sizeBytes = source instanceof Blob ? source.size : source.byteLength;
  const bytes = allocateText(sizeBytes);
  if (!(source instanceof Blob)) bytes.set(source);
  else {
    for (let at = 0; at < sizeBytes; at += sourceSliceBytes) {
      bytes.set(new Uint8Array(await source.slice(at, at + sourceSliceBytes).arrayBuffer()), at);
    }
  }
  return { bytes, sizeBytes };
}

/** Hands the turn back to the mailbox, then goes on: a timer would wait, a microtask would not let messages in. */
const channel = new MessageChannel();
let resume: (() => void) | null = null;
channel.port1.onmessage = () => resume?.();
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    resume = resolve;
    channel.port2.postMessage(null);
  });
}

/** Bytes that were decoded for the page go there without a copy. */
function transferable(answer: unknown): Transferable[] {
  if (!(answer instanceof Object) || !("bytes" in answer)) return [];
  return answer.bytes instanceof ArrayBuffer ? [answer.bytes] : [];
}

let document: JsonDocument | null = null;
let raw: RawRows | null = null;
let working = false;
let loadedAt = 0;

type Ask = Extract<ToWorker, { type: "ask" }>;
/** Questions that came while the bytes were being copied. */
let early: Ask[] = [];

function tellProgress(held: JsonDocument, withRows: boolean): void {
  const { scanner, index, rows, version } = held;
  post({
    type: "progress",
    progress: {
      version,
      readBytes: Math.min(scanner.at, held.sizeBytes),
      sizeBytes: held.sizeBytes,
      nodeCount: index.nodeCount,
      rowCount: rows.count,
      done: scanner.done,
      error: scanner.error,
      odd: held.odd(),
      elapsedMs: performance.now() - loadedAt,
      first: withRows ? held.window(0, firstRows) : null,
    },
  });
}

/** Reads to the end and searches to the end, in slices, whichever has something to do. */
async function work(held: JsonDocument): Promise<void> {
  if (working) return;
  working = true;
  let toldReading = performance.now();
  let toldFinding = toldReading;
  let toldFirst = false;
  let finder = held.finder;
  while (!held.scanner.done || !held.findState().done) {
    await nextTurn();
    if (finder !== held.finder) {
      finder = held.finder;
      toldFirst = false;
    }
    const until = performance.now() + sliceMs;
    const { scanner } = held;
    while (!scanner.done && performance.now() < until) scanner.run(scanner.at + stepBytes);
    if (held.index.nodeCount > 0) held.read(scanner.at);
    const searching = finder !== null;
    while (finder && !finder.stopped && finder.at < scanner.at && performance.now() < until + sliceMs) {
      finder.run(Math.min(scanner.at, finder.at + stepBytes));
      if (finder.count > 0 && !toldFirst) break;
    }
    const now = performance.now();
    if (now - toldReading > tellEveryMs && !scanner.done) {
      tellProgress(held, false);
      toldReading = now;
    }
    const first: boolean = !toldFirst && (finder?.count ?? 0) > 0;
    if (searching && (first || now - toldFinding > tellEveryMs)) {
      post({ type: "find", find: held.findState() });
      toldFinding = now;
      toldFirst ||= first;
    }
  }
  working = false;
  if (held.finder) post({ type: "find", find: held.findState() });
}

async function open(message: Extract<ToWorker, { type: "open" }>): Promise<void> {
  const { bytes, sizeBytes } = await load(message.source);
  loadedAt = performance.now();
  const [seed = 1] = crypto.getRandomValues(new Int32Array(1));
  const held = new JsonDocument(bytes, sizeBytes, { openDepth: message.openDepth, masked: message.masked, seed });
  document = held;
  raw = new RawRows(held);
  held.read(firstBytes);
  tellProgress(held, true);
  for (const question of early) answer(held, raw, question);
  early = [];
  if (held.scanner.done) return;
  await work(held);
  tellProgress(held, false);
}

const fail = (error: unknown) => String(error instanceof Error ? error.message : error);

self.onmessage = (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if (message.type === "open") {
    open(message).catch((error: unknown) => post({ type: "failed", message: fail(error) }));
    return;
  }
  if (document === null || raw === null) {
    early.push(message);
    return;
  }
  answer(document, raw, message);
};

function answer(held: JsonDocument, rows: RawRows, message: Ask): void {
  answerQuestion(held, rows, message.name, message.ask)
    .then((found) => {
      post({ type: "answer", id: message.id, answer: found }, transferable(found));
      if (message.name === "find") void work(held);
    })
    .catch((error: unknown) => post({ type: "refused", id: message.id, message: fail(error) }));
}
