import type { NodeReader, NodeSpan } from "#lib/formats/json/node-reader";
import { type Recognised, recogniseNumber, recogniseString } from "#lib/formats/json/recognise-value";
import { decodeEscapes } from "#lib/formats/json/string-text";
import { noContainer } from "#lib/formats/json/structural-index";
import { isPersonalValue } from "./personal-data.ts";

/** Bytes at the start of a value that classify it. */
const headBytes = 256;
/** Number of enclosing names that decide whether a value is personal. */
const namesAround = 4;

/** Decides which values masking covers; caches results that siblings share. */
export class Masker {
  readonly on: boolean;
  readonly #reader: NodeReader;
  readonly #names = new Map<number, string[]>();

  constructor(reader: NodeReader, on: boolean) {
    this.#reader = reader;
    this.on = on;
  }

  /** Returns the decoded start of a string (encoders may escape `/`, `<` or whole names), or of a number or literal. */
  #head(span: NodeSpan): string {
    if (span.kind !== "string")
      return this.#reader.text(span.valueFrom, Math.min(span.valueTo, span.valueFrom + headBytes));
    const from = span.valueFrom + 1;
    return decodeEscapes(this.#reader.text(from, Math.min(span.valueTo - 1, from + headBytes)));
  }

  #ownName(span: NodeSpan): string | null {
    return span.nameFrom < 0 ? null : decodeEscapes(this.#reader.text(span.nameFrom + 1, span.nameTo - 1));
  }

  recognise(span: NodeSpan): Recognised | null {
    if (span.kind === "string") return recogniseString(this.#head(span), span.valueTo - span.valueFrom - 2);
    return span.kind === "number" ? recogniseNumber(this.#ownName(span), this.#head(span)) : null;
  }

  /** True if masking hides the value; `parent` is its container. */
  covers(span: NodeSpan, parent: number): boolean {
    if (!this.on || span.kind === "null" || span.kind === "object" || span.kind === "array") return false;
    const recognised = span.kind === "string" ? this.recognise(span) : null;
    if (recognised?.what === "base64" && recognised.media !== "unknown") return true;
    const own = this.#ownName(span);
    return isPersonalValue([...(own === null ? [] : [own]), ...this.#namesOutwards(parent)], this.#head(span));
  }

  #namesOutwards(parent: number): string[] {
    const known = this.#names.get(parent);
    if (known) return known;
    const names: string[] = [];
    const { index } = this.#reader;
    for (let at = parent, step = 0; at !== noContainer && step < namesAround; at = index.parentOf(at), step++) {
      const name = this.#reader.name(index.nodeOf(at));
      if (name !== null) names.push(name);
    }
    this.#names.set(parent, names);
    return names;
  }
}
