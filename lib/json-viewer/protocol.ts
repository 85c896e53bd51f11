import type { AnomalySummary } from "#lib/formats/json/anomaly-summary";
import type { FindScope } from "#lib/formats/json/find";
import type { PathForm } from "#lib/formats/json/resolve-path";
import type { ScanError } from "#lib/formats/json/scan-error";
import type { NodeDetails } from "./describe-node.ts";
import type { Mark, Row } from "./row.ts";

/** What the worker tells by itself while it reads, and once at the end. */
export type Progress = {
  /** Counts up with every change of which rows there are (reading, opening, closing). */
  version: number;
  readBytes: number;
  sizeBytes: number;
  nodeCount: number;
  rowCount: number;
  done: boolean;
  error: ScanError | null;
  odd: AnomalySummary;
  /** Time since the bytes were in the worker. */
  elapsedMs: number;
  /** The first rows, sent along so that they can be painted without asking for them. */
  first: Row[] | null;
};

/** `stopped`: ended before its end, so that there may be more hits than `count`. */
export type FindState = {
  text: string;
  count: number;
  done: boolean;
  stopped: boolean;
  at: number;
  sizeBytes: number;
};

/** The rows that the page shows, `to` not included. */
export type ScreenRows = { from: number; to: number };

/** A hit by its number from 0, with everything that the page shows when it goes there: one answer, one drawing. */
export type FindHit = RowsChanged & {
  number: number;
  /** The byte at which the hit begins. */
  offset: number;
  row: number;
  details: NodeDetails;
  window: { from: number; rows: Row[] };
};

/** A simple value with its place, for summaries; `text` is decoded and cut at 300 characters. */
export type OutlineNode = {
  node: number;
  /** Position of the container in the outline, -1 for the root. */
  parent: number;
  name: string | null;
  position: number;
  kind: Row["kind"];
  text: string;
  masked: boolean;
};

/** One line of the raw view. `line` is the line of the text it belongs to; `continues` when it is not that line's first part. */
export type RawRow = { line: number; continues: boolean; text: string; marks: Mark[] };
export type RawForm = { pretty: boolean; columns: number };

/** Questions of the page and the worker's answers. */
export type WorkerRequests = {
  stopReading: { params: Record<never, never>; result: RowsChanged };
  rows: { params: { from: number; count: number }; result: { version: number; rowCount: number; rows: Row[] } };
  ancestors: { params: { row: number }; result: { rows: { row: number; item: Row }[]; more: number } };
  toggle: { params: { node: number; open: boolean }; result: RowsChanged };
  openToDepth: { params: { depth: number }; result: RowsChanged };
  reveal: { params: { node: number }; result: RowsChanged & { row: number } };
  /** The row of a node, or of the closed container that hides it. */
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
  /** The first hit comes along where it is found at once, else later with the state of the search. */
  find: {
    params: { text: string; scope: FindScope; screen: ScreenRows };
    result: { find: FindState; place: FindHit | null };
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
export type QuestionName = keyof WorkerRequests;

/** What the worker tells by itself. */
export type JsonEvent =
  | { type: "progress"; progress: Progress }
  | { type: "find"; find: FindState; place: FindHit | null };

/** `open` takes the text and lasts as long as the worker does; everything else waits for it. */
export type JsonMethods = WorkerRequests & {
  open: { params: { source: Blob | Uint8Array; openDepth: number; masked: boolean }; event: JsonEvent; result: never };
};
