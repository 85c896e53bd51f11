import type { AnomalySummary } from "#lib/formats/json/anomaly-summary";
import type { FindScope } from "#lib/formats/json/find";
import type { PathForm } from "#lib/formats/json/resolve-path";
import type { ScanError } from "#lib/formats/json/scan-error";
import type { NodeDetails } from "./describe-node.ts";
import type { JsonRow, Mark } from "./row.ts";

export type ScanProgress = {
  /** Incremented whenever the set of rows changes (reading, opening, closing). */
  version: number;
  readBytes: number;
  sizeBytes: number;
  nodeCount: number;
  rowCount: number;
  done: boolean;
  error: ScanError | null;
  anomalies: AnomalySummary;
  elapsedMs: number;
  /** First rows, included so that they render without a request. */
  first: JsonRow[] | null;
};

/** State of a search; `stopped` means it ended early, so more hits than `count` may exist. */
export type FindState = {
  text: string;
  count: number;
  done: boolean;
  stopped: boolean;
  at: number;
  sizeBytes: number;
};

/** Rows on screen, `[from, to)`. */
export type ScreenRows = { from: number; to: number };

/** One hit, numbered from 0, with all data that the page needs to render it at once. */
export type FindHit = RowsChanged & {
  number: number;
  offset: number;
  row: number;
  details: NodeDetails;
  window: { from: number; rows: JsonRow[] };
};

/** A primitive with its location, for summaries; `text` is decoded and cut at 300 characters. */
export type OutlineNode = {
  node: number;
  /** Index of the container in the outline, -1 for the root. */
  parent: number;
  name: string | null;
  position: number;
  kind: JsonRow["kind"];
  text: string;
  masked: boolean;
};

/** One row of the raw view; `line` is its line in the text, `continues` marks a continuation row. */
export type RawRow = { line: number; continues: boolean; text: string; marks: Mark[] };
export type RawForm = { pretty: boolean; columns: number };

export type WorkerRequests = {
  stopReading: { params: Record<never, never>; result: RowsChanged };
  rows: { params: { from: number; count: number }; result: { version: number; rowCount: number; rows: JsonRow[] } };
  ancestors: { params: { row: number }; result: { rows: { row: number; item: JsonRow }[]; more: number } };
  toggle: { params: { node: number; open: boolean }; result: RowsChanged };
  openToDepth: { params: { depth: number }; result: RowsChanged };
  reveal: { params: { node: number }; result: RowsChanged & { row: number } };
  /** Row of a node, or of the closed container that hides it. */
  rowOf: { params: { node: number }; result: { row: number; node: number } };
  parent: { params: { node: number }; result: { row: number; node: number } | null };
  typeAhead: { params: { row: number; text: string }; result: { row: number } | null };
  openSiblings: { params: { node: number }; result: RowsChanged };
  resolvePositions: { params: { positions: number[] }; result: { node: number } | null };
  resolvePath: { params: { text: string }; result: { form: PathForm; nodes: number[] } };
  details: { params: { node: number }; result: NodeDetails };
  valueText: {
    params: { node: number; from: number; characters: number };
    result: { text: string; nextFrom: number | null };
  };
  copy: { params: { node: number; what: "value" | "sent" | "name" }; result: { text: string } };
  decodeBase64: { params: { node: number }; result: { bytes: ArrayBuffer } | null };
  setMasked: { params: { masked: boolean }; result: RowsChanged };
  /** Returns the first hit if it is found at once; otherwise a later event carries it. */
  find: {
    params: { text: string; scope: FindScope; screen: ScreenRows };
    result: { find: FindState; position: FindHit | null };
  };
  stopFind: { params: Record<never, never>; result: FindState };
  hit: { params: { number: number; screen: ScreenRows }; result: FindHit | null };
  rawShape: { params: RawForm; result: { rowCount: number; lineCount: number } };
  rawRows: { params: RawForm & { from: number; count: number; masked: boolean }; result: { rows: RawRow[] } };
  rawRowOf: { params: RawForm & { offset: number }; result: { row: number } };
  outline: { params: { maxDepth: number; maxNodes: number; masked: boolean }; result: { nodes: OutlineNode[] } };
  digest: { params: Record<never, never>; result: { sha256: string } };
};

export type RowsChanged = { version: number; rowCount: number };
export type RequestName = keyof WorkerRequests;

export type JsonEvent =
  | { type: "progress"; progress: ScanProgress }
  | { type: "find"; find: FindState; position: FindHit | null };

/** `open` transfers the text and lasts as long as the worker; all other requests wait for it. */
export type JsonMethods = WorkerRequests & {
  open: { params: { source: Blob | Uint8Array; openDepth: number; masked: boolean }; event: JsonEvent; result: never };
};
