import type { NodeKind } from "#lib/formats/json/node-reader";
import type { Recognised } from "#lib/formats/json/recognise-value";

/** Range of a text in UTF-16 units. */
export type Mark = { from: number; to: number };

/** A name or value as received. `cutBytes` counts the omitted bytes; `further` is a hit among them. */
export type RowText = { text: string; cutBytes: number; marks: Mark[]; further: FurtherHit | null };

/** Context of a hit in the cut part of a text; `others` counts further hits there. */
export type FurtherHit = { text: string; marks: Mark[]; others: number };

export type JsonRow = {
  node: number;
  /** Counts from 1, like `aria-level`. */
  level: number;
  /** Index among its siblings, from 0. */
  position: number;
  /** Number of siblings including itself; -1 while the record is being read. */
  setSize: number;
  kind: NodeKind;
  /** Null if the node cannot be opened. */
  open: boolean | null;
  /** As received, with quotes; null for array elements and the root. */
  name: RowText | null;
  /** As received; for an object or array, a preview of its start. */
  value: RowText;
  children: number;
  masked: boolean;
  recognised: Recognised | null;
  /** The `nth` of `total` members with this name, both from 1. */
  duplicate: { nth: number; total: number } | null;
  loneSurrogate: boolean;
  inexact: boolean;
  /** Decoded text if it differs from the raw text (escapes), cut like the value. */
  reads: string | null;
};
