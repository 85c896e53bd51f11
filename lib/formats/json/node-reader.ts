import type { ByteRange } from "#lib/bytes/blob-ranges";
import { lowerBoundNear } from "#lib/runtime/lower-bound";
import { decodeUtf8, readStringText, stringEnd } from "./string-text.ts";
import { noContainer, type StructuralIndex } from "./structural-index.ts";

export type NodeKind = "object" | "array" | "string" | "number" | "true" | "false" | "null";

/** Byte offsets of a member's name with quotes (both -1 elsewhere) and of the value. */
export type NodeSpan = { nameFrom: number; nameTo: number; valueFrom: number; valueTo: number; kind: NodeKind };

const kindOfByte: Record<number, NodeKind> = {
  123: "object",
  91: "array",
  34: "string",
  116: "true",
  102: "false",
  110: "null",
};

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

export class NodeReader {
  readonly bytes: Uint8Array;
  readonly index: StructuralIndex;
  readonly #lengthNow: () => number;

  /** `lengthNow` returns the bytes read so far, which end the values that are still open. */
  constructor(bytes: Uint8Array, index: StructuralIndex, lengthNow: () => number) {
    this.bytes = bytes;
    this.index = index;
    this.#lengthNow = lengthNow;
  }

  isMember(node: number): boolean {
    const { parent } = this.index.offset(node);
    return parent !== noContainer && this.#firstByte(this.index.nodeOf(parent)) === 0x7b;
  }

  #firstByte(node: number): number {
    return this.bytes[this.#valueFrom(this.index.offsetOf(node)).valueFrom] as number;
  }

  /** Skips a member's name. A string before an unread colon counts as a value, where the text is truncated. */
  #valueFrom(offset: number): { nameFrom: number; nameTo: number; valueFrom: number } {
    const { bytes } = this;
    if (bytes[offset] !== 0x22) return { nameFrom: -1, nameTo: -1, valueFrom: offset };
    const nameTo = stringEnd(bytes, offset) + 1;
    let at = nameTo;
    while (isBlank(bytes[at])) at++;
    if (bytes[at] !== 0x3a || at >= this.#lengthNow()) return { nameFrom: -1, nameTo: -1, valueFrom: offset };
    at++;
    while (isBlank(bytes[at])) at++;
    return { nameFrom: offset, nameTo, valueFrom: at };
  }

  /** Returns the byte ranges of the node's name and value. A container costs one read of its last descendant. */
  span(node: number): NodeSpan {
    const start = this.#valueFrom(this.index.offsetOf(node));
    const kind = kindOfByte[this.bytes[start.valueFrom] as number] ?? "number";
    return { ...start, kind, valueTo: this.#valueTo(node, start.valueFrom, kind) };
  }

  /** Returns the searchable byte ranges without quotes: name and primitive. Empty if missing. */
  texts(node: number): { name: ByteRange; value: ByteRange } {
    const { nameFrom, nameTo, valueFrom } = this.#valueFrom(this.index.offsetOf(node));
    const kind = kindOfByte[this.bytes[valueFrom] as number] ?? "number";
    const name = nameFrom < 0 ? { from: 0, to: 0 } : { from: nameFrom + 1, to: nameTo - 1 };
    if (kind === "object" || kind === "array") return { name, value: { from: 0, to: 0 } };
    const valueTo = this.primitiveTo(valueFrom, kind);
    return {
      name,
      value: kind === "string" ? { from: valueFrom + 1, to: valueTo - 1 } : { from: valueFrom, to: valueTo },
    };
  }

  kind(node: number): NodeKind {
    return kindOfByte[this.#firstByte(node)] ?? "number";
  }

  primitiveTo(from: number, kind: NodeKind): number {
    if (kind === "string") return stringEnd(this.bytes, from) + 1;
    if (kind === "true" || kind === "null") return from + 4;
    if (kind === "false") return from + 5;
    let at = from;
    while (/[-+.0-9eE]/.test(String.fromCharCode(this.bytes[at] as number))) at++;
    return at;
  }

  #valueTo(node: number, from: number, kind: NodeKind): number {
    if (kind !== "object" && kind !== "array") return this.primitiveTo(from, kind);
    const { index, bytes } = this;
    const container = index.containerAt(node);
    if (!index.isClosed(container)) return this.#lengthNow();
    const last = index.endOf(container) - 1;
    let brackets = 1;
    let at = from + 1;
    if (last > node) {
      // The brackets after the last descendant close its containers, innermost first.
      const { valueFrom } = this.#valueFrom(index.offsetOf(last));
      const lastKind = kindOfByte[bytes[valueFrom] as number] ?? "number";
      const empty = lastKind === "object" || lastKind === "array";
      at = empty ? valueFrom + 1 : this.primitiveTo(valueFrom, lastKind);
      if (empty) brackets++;
      for (let up = index.offset(last).parent; up !== container; up = index.parentOf(up)) brackets++;
    }
    for (; brackets > 0; at++) {
      const byte = bytes[at];
      if (byte === 0x5d || byte === 0x7d) brackets--;
      else if (!isBlank(byte)) return at;
    }
    return at;
  }

  name(node: number): string | null {
    const { nameFrom } = this.#valueFrom(this.index.offsetOf(node));
    return nameFrom < 0 ? null : readStringText(this.bytes, nameFrom);
  }

  text(from: number, to: number): string {
    return decodeUtf8(this.bytes, from, to);
  }

  *children(container: number): Generator<number> {
    const { index } = this;
    const end = index.endOf(container);
    let inner = container + 1;
    for (let node = index.nodeOf(container) + 1; node < end; ) {
      yield node;
      if (inner < index.containerCount && index.nodeOf(inner) === node) {
        const next = index.endOf(inner);
        inner = next >= end ? index.containerCount : this.#skipContainers(inner, next);
        node = next;
      } else node++;
    }
  }

  /** Finds the first container at or after `node`, usually near `from`. */
  #skipContainers(from: number, node: number): number {
    const { index } = this;
    return lowerBoundNear(from, index.containerCount, (container) => index.nodeOf(container) < node);
  }

  child(container: number, position: number): number {
    let at = 0;
    if (position < 0) return -1;
    for (const node of this.children(container)) if (at++ === position) return node;
    return -1;
  }
}
