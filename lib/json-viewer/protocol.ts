import type { OddSummary } from "#lib/formats/json/anomaly-summary";
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
  odd: OddSummary;
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
export type HitPlace = RowsChanged & {
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
export type Questions = {
  stopReading: { ask: Record<never, never>; answer: RowsChanged };
  rows: { ask: { from: number; count: number }; answer: { version: number; rowCount: number; rows: Row[] } };
  ancestors: { ask: { row: number }; answer: { rows: { row: number; item: Row }[]; more: number } };
  toggle: { ask: { node: number; open: boolean }; answer: RowsChanged };
  openToDepth: { ask: { depth: number }; answer: RowsChanged };
  reveal: { ask: { node: number }; answer: RowsChanged & { row: number } };
  /** The row of a node, or of the closed container that hides it. */
  rowOf: { ask: { node: number }; answer: { row: number; node: number } };
  parent: { ask: { node: number }; answer: { row: number; node: number } | null };
  typeAhead: { ask: { row: number; text: string }; answer: { row: number } | null };
  openSiblings: { ask: { node: number }; answer: RowsChanged };
  resolvePositions: { ask: { positions: number[] }; answer: { node: number } | null };
  resolvePath: { ask: { text: string }; answer: { form: PathForm; nodes: number[] } };
  details: { ask: { node: number }; answer: NodeDetails };
  valueText: {
    ask: { node: number; from: number; characters: number };
    answer: { text: string; nextFrom: number | null };
  };
  copy: { ask: { node: number; what: "value" | "sent" | "name" }; answer: { text: string } };
  decodeBase64: { ask: { node: number }; answer: { bytes: ArrayBuffer } | null };
  setMasked: { ask: { masked: boolean }; answer: RowsChanged };
  /** The first hit comes along where it is found at once, else later with the state of the search. */
  find: {
    ask: { text: string; scope: FindScope; screen: ScreenRows };
    answer: { find: FindState; place: HitPlace | null };
  };
  stopFind: { ask: Record<never, never>; answer: FindState };
  hit: { ask: { number: number; screen: ScreenRows }; answer: HitPlace | null };
  rawShape: { ask: RawForm; answer: { rowCount: number; lineCount: number } };
  rawRows: { ask: RawForm & { from: number; count: number; masked: boolean }; answer: { rows: RawRow[] } };
  rawRowOf: { ask: RawForm & { offset: number }; answer: { row: number } };
  outline: { ask: { maxDepth: number; maxNodes: number; masked: boolean }; answer: { nodes: OutlineNode[] } };
  digest: { ask: Record<never, never>; answer: { sha256: string } };
};

export type RowsChanged = { version: number; rowCount: number };
export type QuestionName = keyof Questions;

export type ToWorker =
  | { type: "open"; source: Blob | Uint8Array; openDepth: number; masked: boolean }
  | { type: "ask"; id: number; name: QuestionName; ask: unknown };

export type FromWorker =
  | { type: "progress"; progress: Progress }
  | { type: "find"; find: FindState; place: HitPlace | null }
  | { type: "answer"; id: number; answer: unknown }
  | { type: "refused"; id: number; message: string }
  | { type: "failed"; message: string };
