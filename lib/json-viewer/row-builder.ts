import type { ByteRange } from "#lib/bytes/blob-ranges";
import { type Finder, insideEscape } from "#lib/formats/json/find";
import type { NodeReader } from "#lib/formats/json/node-reader";
import type { ScanAnomalies } from "#lib/formats/json/scan-anomalies";
import { decodeEscapes } from "#lib/formats/json/string-text";
import { noContainer } from "#lib/formats/json/structural-index";
import { Masker } from "./masker.ts";
import { maskText } from "./personal-data.ts";
import type { FurtherHit, JsonRow, Mark, RowText } from "./row.ts";
import { formatPreview } from "./value-preview.ts";
import type { VisibleRows } from "./visible-rows.ts";

export type RowLook = { masked: boolean; finder: Finder | null; cutBytes: number };

/** Limit in bytes for base64 text: its decoded content is shown after it and must stay visible. */
const base64Bytes = 40;

/** Bytes of context around a hit in the cut part of a text. */
const aroundBytes = 32;

/** Builds rows for one window of nodes; create one per window, so that siblings share cached results. */
export class RowBuilder {
  readonly #reader: NodeReader;
  readonly #rows: VisibleRows;
  readonly #notes: ScanAnomalies;
  readonly #look: RowLook;
  readonly #levels = new Map<number, number>();
  readonly #setSizes = new Map<number, number>();
  readonly #masker: Masker;

  constructor(reader: NodeReader, rows: VisibleRows, notes: ScanAnomalies, look: RowLook) {
    this.#reader = reader;
    this.#rows = rows;
    this.#notes = notes;
    this.#look = look;
    this.#masker = new Masker(reader, look.masked);
  }

  build(node: number): JsonRow {
    const reader = this.#reader;
    const { index } = reader;
    const span = reader.span(node);
    const { parent, position } = index.offset(node);
    const container = span.kind === "object" || span.kind === "array" ? index.containerAt(node) : noContainer;
    const isContainer = container !== noContainer;
    const text = isContainer ? { from: 0, to: 0 } : { from: span.valueFrom, to: span.valueTo };
    const masked = this.#masker.covers(span, parent);
    const recognised = this.#masker.recognise(span);
    const children = isContainer ? index.childCount(container) : 0;
    const open = isContainer && children > 0 ? this.#rows.isOpen(container) : null;
    const value = masked
      ? plainText(maskText)
      : this.#text(text, "values", recognised?.what === "base64" ? base64Bytes : undefined);
    return {
      node,
      level: this.#level(parent),
      position,
      setSize: this.#setSize(parent),
      kind: span.kind,
      open,
      name: span.nameFrom < 0 ? null : this.#text({ from: span.nameFrom, to: span.nameTo }, "names"),
      value: isContainer ? plainText(open ? "" : formatPreview(reader, container, this.#masker)) : value,
      children,
      masked,
      recognised,
      duplicate: this.#notes.duplicates.kept.get(span.nameFrom) ?? null,
      loneSurrogate:
        this.#notes.loneSurrogates.offsets.has(span.nameFrom) || this.#notes.loneSurrogates.offsets.has(span.valueFrom),
      inexact: this.#notes.inexactNumbers.offsets.has(span.valueFrom),
      reads:
        masked || span.kind !== "string" || !value.text.includes("\\")
          ? null
          : decodeEscapes(value.text.slice(1)).replace(/"$/, ""),
    };
  }

  #level(parent: number): number {
    if (parent === noContainer) return 1;
    const known = this.#levels.get(parent);
    if (known !== undefined) return known;
    const outer = this.#levels.get(this.#reader.index.parentOf(parent));
    const level = outer === undefined ? this.#reader.index.depthOf(parent) + 2 : outer + 1;
    this.#levels.set(parent, level);
    return level;
  }

  #setSize(parent: number): number {
    if (parent === noContainer) return 1;
    const known = this.#setSizes.get(parent);
    if (known !== undefined) return known;
    const { index } = this.#reader;
    const size = index.isClosed(parent) ? index.childCount(parent) : -1;
    this.#setSizes.set(parent, size);
    return size;
  }

  #text(range: ByteRange, scope: "names" | "values", most = Number.POSITIVE_INFINITY): RowText {
    const { from, to } = range;
    const { finder } = this.#look;
    // Rows with uncut texts also keep these uncut.
    const cutBytes = Number.isFinite(this.#look.cutBytes) ? Math.min(this.#look.cutBytes, most) : this.#look.cutBytes;
    const { bytes } = this.#reader;
    const end = to - from > cutBytes ? wholeBefore(bytes, from + cutBytes) : to;
    const wanted = finder !== null && (finder.scope === "all" || finder.scope === scope);
    const quotes = bytes[from] === 0x22 ? 1 : 0;
    const marks = wanted ? finder.marks(from + quotes, to === end ? to - quotes : end) : [];
    return {
      text: this.#reader.text(from, end),
      cutBytes: to - end,
      marks: marks.map((mark) => this.#units(from, mark)),
      further: wanted && end < to ? this.#further(finder, end, to) : null,
    };
  }

  /** Converts a byte range to UTF-16 units, relative to `from`. */
  #units(from: number, mark: ByteRange): Mark {
    return { from: this.#reader.text(from, mark.from).length, to: this.#reader.text(from, mark.to).length };
  }

  /** Returns the context of a hit between the cut and the end of a text: the current hit, else the first. */
  #further(finder: Finder, cut: number, end: number): FurtherHit | null {
    const first = finder.hitFrom(cut);
    const count = finder.hitFrom(end) - first;
    if (count <= 0) return null;
    const { bytes } = this.#reader;
    const hit = finder.current >= cut && finder.current < end ? finder.current : finder.hit(first);
    let from = Math.max(cut, hit - aroundBytes);
    while (from < hit && (isContinuation(bytes[from]) || insideEscape(bytes, from))) from++;
    const hitEnd = finder.needle.matchEnd(bytes, hit);
    const to = Math.max(hitEnd, wholeBefore(bytes, Math.min(end, hitEnd + aroundBytes)));
    const mark = this.#units(from, { from: hit, to: hitEnd });
    return { text: this.#reader.text(from, to), marks: [mark], others: count - 1 };
  }
}

const plainText = (text: string): RowText => ({ text, cutBytes: 0, marks: [], further: null });

const isContinuation = (byte: number | undefined) => ((byte ?? 0) & 0xc0) === 0x80;

/** Returns the last character boundary up to `at`. */
function wholeBefore(bytes: Uint8Array, at: number): number {
  let whole = at;
  while (isContinuation(bytes[whole])) whole--;
  return whole;
}
