import { allocateText } from "#lib/formats/json/padded-buffer";
import { JsonDocument } from "./document.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";
import { RawRows } from "./raw-rows.ts";
import { answerQuestion } from "./request-handlers.ts";
import { WorkLoop } from "./work-loop.ts";

/** The first step reads this much, so that the first rows can be painted at once. */
const firstBytes = 64 * 1024;
const firstRows = 40;
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

/** Bytes that were decoded for the page go there without a copy. */
function transferable(answer: unknown): Transferable[] {
  if (!(answer instanceof Object) || !("bytes" in answer)) return [];
  return answer.bytes instanceof ArrayBuffer ? [answer.bytes] : [];
}

let document: JsonDocument | null = null;
let raw: RawRows | null = null;
let loop: WorkLoop | null = null;
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

async function open(message: Extract<ToWorker, { type: "open" }>): Promise<void> {
  const { bytes, sizeBytes } = await load(message.source);
  loadedAt = performance.now();
  const [seed = 1] = crypto.getRandomValues(new Int32Array(1));
  const held = new JsonDocument(bytes, sizeBytes, { openDepth: message.openDepth, masked: message.masked, seed });
  document = held;
  raw = new RawRows(held);
  loop = new WorkLoop(held, {
    progress: () => tellProgress(held, false),
    find: (place) => post({ type: "find", find: held.findState(), place }),
  });
  held.read(firstBytes);
  tellProgress(held, true);
  for (const question of early) answer(held, raw, question);
  early = [];
  if (held.scanner.done) return;
  await loop.run();
  tellProgress(held, false);
  held.warmUp();
}

const describe = (error: unknown) => String(error instanceof Error ? error.message : error);
const failed = (error: unknown) => post({ type: "failed", message: describe(error) });

self.onmessage = (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if (message.type === "open") {
    open(message).catch(failed);
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
      // A search goes on until it has seen everything.
      if (message.name === "find") loop?.run().catch(failed);
    })
    .catch((error: unknown) => post({ type: "refused", id: message.id, message: describe(error) }));
}
