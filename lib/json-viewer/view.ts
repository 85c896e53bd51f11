import type { NodeDetails } from "./describe-node.ts";
import type { FindState, ScanProgress } from "./protocol.ts";
import type { JsonRow } from "./row.ts";

/** Rows pinned above their contents, outermost first; `more` counts the containers outside them. */
export type StickyRows = { rows: { row: number; item: JsonRow }[]; more: number };

/** Immutable state that the viewer renders. */
export type JsonView = {
  phase: "opening" | "reading" | "ready" | "cancelled" | "failed";
  /** Failure of the worker itself (memory); syntax errors of the text are in `progress.error`. */
  failure: string | null;
  progress: ScanProgress | null;
  version: number;
  rowCount: number;
  window: { from: number; rows: JsonRow[] };
  sticky: StickyRows;
  active: { row: number; node: number };
  /** Row to scroll into view; each request is a new object. */
  goal: { row: number } | null;
  details: NodeDetails | null;
  find: FindState | null;
  /** The current hit: number from 0, node and start byte; null before the first. */
  hit: { number: number; node: number; offset: number } | null;
};

export const emptyView: JsonView = {
  phase: "opening",
  failure: null,
  progress: null,
  version: 0,
  rowCount: 0,
  window: { from: 0, rows: [] },
  sticky: { rows: [], more: 0 },
  active: { row: 0, node: 0 },
  goal: null,
  details: null,
  find: null,
  hit: null,
};
