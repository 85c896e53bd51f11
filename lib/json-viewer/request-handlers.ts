import { computeDigest } from "#lib/bytes/digest";
import { nodeAtPositions } from "#lib/formats/json/node-path";
import { resolvePath } from "#lib/formats/json/resolve-path";
import { decodeEscapes } from "#lib/formats/json/string-text";
import { copyText, decodeBase64Value, readValueText } from "#lib/formats/json/value-text";
import type { RpcHandlers } from "#lib/runtime/worker-rpc-server";
import { describeNode } from "./describe-node.ts";
import type { JsonDocument } from "./document.ts";
import { readOutline } from "./outline.ts";
import type { WorkerRequests } from "./protocol.ts";
import type { RawRows } from "./raw-rows.ts";

/** Milliseconds within which a search responds with its first hit. */
const firstHitMs = 25;
const settleDelayMs = 2;
/** Maximum number of containers pinned above the first row. */
const stickyRows = 5;
const triedRows = 50_000;
const rowsAtATime = 512;
const comparedBytes = 200;

export function createRequestHandlers(document: JsonDocument, raw: RawRows): RpcHandlers<WorkerRequests> {
  const changed = () => ({ version: document.version, rowCount: document.rows.count });
  return {
    stopReading: () => {
      document.scanner.stop();
      return changed();
    },
    rows: ({ from, count }) => ({ ...changed(), rows: document.window(from, count) }),
    ancestors: ({ row }) => document.ancestors(row, stickyRows),
    toggle: ({ node, open }) => {
      document.toggle(node, open);
      return changed();
    },
    openToDepth: ({ depth }) => {
      document.openToDepth(depth);
      return changed();
    },
    reveal: ({ node }) => ({ row: document.reveal(node), ...changed() }),
    rowOf: ({ node }) => document.rowOf(node),
    parent: ({ node }) => document.parent(node),
    typeAhead: ({ row, text }) => {
      const found = findRowBeginning(document, row, text);
      return found === null ? null : { row: found };
    },
    openSiblings: ({ node }) => {
      document.openSiblings(node);
      return changed();
    },
    resolvePositions: ({ positions }) => {
      const node = nodeAtPositions(document.reader, positions);
      return node < 0 ? null : { node };
    },
    resolvePath: ({ text }) => resolvePath(document.reader, text),
    details: ({ node }) => describeNode(document.reader, node),
    valueText: ({ node, from, characters }) => readValueText(document.reader, node, from, characters),
    copy: ({ node, what }) => ({ text: copyText(document.reader, node, what) }),
    decodeBase64: ({ node }, { transfer }) => {
      const bytes = decodeBase64Value(document.reader, node);
      if (bytes === null) return null;
      transfer(bytes.buffer);
      return { bytes: bytes.buffer };
    },
    setMasked: ({ masked }) => {
      document.masked = masked;
      document.version++;
      return changed();
    },
    find: ({ text, scope, screen }) => {
      document.screen = screen;
      document.find(text, scope);
      document.findFirst(firstHitMs, settleDelayMs);
      return { find: document.findState(), position: document.goToHit(0, screen) };
    },
    stopFind: () => {
      document.finder?.stop();
      return document.findState();
    },
    hit: ({ number, screen }) => document.goToHit(number, screen),
    rawShape: (form) => raw.shape(form),
    rawRows: ({ from, count, masked, ...form }) => ({ rows: raw.rows(form, from, count, masked) }),
    rawRowOf: ({ offset, ...form }) => ({ row: raw.rowOf(form, offset) }),
    outline: ({ maxDepth, maxNodes, masked }) => ({ nodes: readOutline(document, { maxDepth, maxNodes, masked }) }),
    digest: async () => {
      const sent = document.scanner.bytes.subarray(0, document.sizeBytes) as Uint8Array<ArrayBuffer>;
      return { sha256: await computeDigest(sent) };
    },
  };
}

/** Finds the next row whose name or value starts with `text`, wrapping once, within 50,000 rows. */
function findRowBeginning({ rows, reader }: JsonDocument, row: number, text: string): number | null {
  const wanted = text.toLowerCase();
  const { count } = rows;
  const limit = Math.min(count, triedRows);
  for (let tried = 0; tried < limit; ) {
    const from = (row + 1 + tried) % count;
    const nodes = rows.nodes(from, Math.min(rowsAtATime, limit - tried));
    for (const [position, node] of nodes.entries()) {
      const { name, value } = reader.texts(node);
      const range = name.to > 0 ? name : value;
      const head = reader.text(range.from, Math.min(range.to, range.from + comparedBytes));
      if (decodeEscapes(head).toLowerCase().startsWith(wanted)) return from + position;
    }
    tried += Math.max(nodes.length, 1);
  }
  return null;
}
