import type { NodeDetails } from "./describe-node.ts";
import type { FindState, Progress } from "./protocol.ts";
import type { Row } from "./row.ts";

/** Rows that stay in sight above their contents, outermost first; `more` lie around them. */
export type StickyRows = { rows: { row: number; item: Row }[]; more: number };

/** All that the viewer draws, replaced as a whole with every change. */
export type JsonView = {
  phase: "opening" | "reading" | "ready" | "cancelled" | "failed";
  /** Why the worker itself gave up (memory); faults of the text are in `progress.error`. */
  failure: string | null;
  progress: Progress | null;
  version: number;
  rowCount: number;
  window: { from: number; rows: Row[] };
  sticky: StickyRows;
  active: { row: number; node: number };
  /** The row to bring into sight; a new object each time that one is asked for. */
  goal: { row: number } | null;
  details: NodeDetails | null;
  find: FindState | null;
  /** The current hit: its number from 0, its node and the byte at which it begins; null before the first. */
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
