import type { NodeKind } from "#lib/formats/json/node-reader";
import type { Recognised } from "#lib/formats/json/recognise-value";

/** A stretch of a text, in UTF-16 units. */
export type Mark = { from: number; to: number };

/** A name or value as sent, cut when it is long. `cutBytes` is what is left away; `further` the hit in there that is shown. */
export type RowText = { text: string; cutBytes: number; marks: Mark[]; further: FurtherHit | null };

/** What stands around a hit beyond the place at which a text is cut, and how many `others` there are. */
export type FurtherHit = { text: string; marks: Mark[]; others: number };

/** One line of the tree: a node of the record with everything that its line shows. */
export type Row = {
  node: number;
  /** Levels count from 1, as `aria-level` does. */
  level: number;
  /** Position among its siblings from 0. */
  position: number;
  /** How many siblings there are, itself included; -1 while the record is still being read. */
  setSize: number;
  kind: NodeKind;
  /** Null for what cannot be opened. */
  open: boolean | null;
  /** As sent, with its quotes; null for elements of arrays and the root. */
  name: RowText | null;
  /** As sent; of an object or array a glance at its beginning. */
  value: RowText;
  children: number;
  masked: boolean;
  recognised: Recognised | null;
  /** The `nth` of `total` members with this name, both from 1. */
  duplicate: { nth: number; total: number } | null;
  loneSurrogate: boolean;
  inexact: boolean;
  /** Decoded text where it differs from what was sent (escapes), cut like the value. */
  reads: string | null;
};
