import { allocateText } from "#lib/formats/json/padded-buffer";
import { type CallContext, type RpcHandlers, serveWorkerRpc } from "#lib/runtime/worker-rpc-server";
import { JsonDocument } from "./document.ts";
import type { JsonEvent, JsonMethods, WorkerRequests } from "./protocol.ts";
import { RawRows } from "./raw-rows.ts";
import { createRequestHandlers } from "./request-handlers.ts";
import { WorkLoop } from "./work-loop.ts";

/** Size of the first read in bytes, small so that the first rows render at once. */
const firstBytes = 64 * 1024;
const firstRows = 40;
const sourceSliceBytes = 8 * 1024 * 1024;

/** Copies the source into one padded buffer by chunks, so that memory never contains it twice. */
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

let loadedAt = 0;

function describeProgress(current: JsonDocument, withRows: boolean): JsonEvent {
  const { scanner, index, rows, version } = current;
  return {
    type: "progress",
    progress: {
      version,
      readBytes: Math.min(scanner.at, current.sizeBytes),
      sizeBytes: current.sizeBytes,
      nodeCount: index.nodeCount,
      rowCount: rows.count,
      done: scanner.done,
      error: scanner.error,
      anomalies: current.anomalies(),
      elapsedMs: performance.now() - loadedAt,
      first: withRows ? current.window(0, firstRows) : null,
    },
  };
}

type Open = { open: JsonMethods["open"] };

/** Requests wait here until the bytes are copied. */
const opened = Promise.withResolvers<RpcHandlers<WorkerRequests>>();

async function open(
  { source, ...options }: Open["open"]["params"],
  { emit }: CallContext<Open["open"]>,
): Promise<never> {
  const { bytes, sizeBytes } = await load(source);
  loadedAt = performance.now();
  const [seed = 1] = crypto.getRandomValues(new Int32Array(1));
  const current = new JsonDocument(bytes, sizeBytes, { ...options, seed });
  const loop = new WorkLoop(current, {
    progress: () => emit(describeProgress(current, false)),
    find: (position) => emit({ type: "find", find: current.findState(), position }),
  });
  current.read(firstBytes);
  emit(describeProgress(current, true));
  const failure = Promise.withResolvers<never>();
  const handlers = createRequestHandlers(current, new RawRows(current));
  opened.resolve({
    ...handlers,
    find: async (params, context) => {
      const found = await handlers.find(params, context);
      loop.run().catch(failure.reject);
      return found;
    },
  });
  if (!current.scanner.done) {
    await loop.run();
    emit(describeProgress(current, false));
    current.warmUp();
  }
  return failure.promise;
}

serveWorkerRpc<Open, WorkerRequests>({ open }, opened.promise);
