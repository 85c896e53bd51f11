import { emptyShape, fieldOf, type JsonShape } from "./json-shape.ts";
import { describeNumber, describeText } from "./value-kinds.ts";

export type JsonShapeReading = {
  shape: JsonShape;
  /** `cut`: valid up to the truncation or a limit; `too_deep`: not read to its end; `invalid`: not JSON. */
  state: "whole" | "cut" | "too_deep" | "invalid";
};

/** Maximum levels; deeper ones are only called "deeper". */
const maxDepth = 48;
/** Maximum paths; beyond them, containers are only called "deeper". */
const maxShapes = 4_000;
/** Maximum texts and numbers, so that large bodies do not block other requests. */
const maxPrimitives = 100_000;

class Cut extends Error {}
class Enough extends Error {}
class TooDeep extends Error {}
class Invalid extends Error {}

const literalPattern = /[-+.0-9A-Za-z]+/y;

type Options = {
  /** The text is truncated. */
  isCut?: boolean;
  /** Called with each text and number; the callback must not store it. */
  onValue?: (text: string) => void;
};

/** Parses one text; a class, because all methods share the offset. */
class ShapeReader {
  readonly #text: string;
  readonly #onValue: (text: string) => void;
  #at = 0;
  #shapes = 0;
  #primitives = 0;

  constructor(text: string, onValue: (text: string) => void) {
    this.#text = text;
    this.#onValue = onValue;
  }

  /** @throws Cut at the end of the text, Invalid if it is not JSON */
  readAll(shape: JsonShape): void {
    this.#value(shape, 0);
    this.#space();
    if (this.#at < this.#text.length) throw new Invalid();
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at += 1;
    }
  }

  /** Next character after white space, not consumed. */
  #peek(): string {
    this.#space();
    if (this.#at >= this.#text.length) throw new Cut();
    return this.#text.charAt(this.#at);
  }

  #expect(character: string): void {
    if (this.#peek() !== character) throw new Invalid();
    this.#at += 1;
  }

  #value(shape: JsonShape, depth: number): void {
    const first = this.#peek();
    if (first === "{" || first === "[") {
      const inner = depth >= maxDepth || this.#shapes > maxShapes ? emptyShape() : shape;
      if (inner !== shape) shape.kinds.add("deeper");
      // Prevents stack exhaustion by nested brackets.
      if (depth > 4 * maxDepth) throw new TooDeep();
      if (first === "{") this.#object(inner, depth);
      else this.#list(inner, depth);
      return;
    }
    this.#primitives += 1;
    if (this.#primitives > maxPrimitives) throw new Enough();
    if (first === '"') {
      const value = this.#string();
      this.#onValue(value);
      shape.kinds.add(describeText(value));
    } else shape.kinds.add(this.#literal());
  }

  #object(shape: JsonShape, depth: number): void {
    this.#at += 1;
    shape.isObject = true;
    let count = 0;
    if (this.#peek() === "}") {
      this.#at += 1;
      return;
    }
    for (;;) {
      if (this.#peek() !== '"') throw new Invalid();
      const name = this.#string();
      this.#expect(":");
      count += 1;
      const field = fieldOf(shape, name);
      this.#shapes += field.kinds.size === 0 && !field.isObject && !field.elements ? 1 : 0;
      this.#value(field, depth + 1);
      if (shape.otherFields) shape.otherFields.count = Math.max(shape.otherFields.count, count);
      if (this.#peek() === "}") break;
      this.#expect(",");
    }
    this.#at += 1;
  }

  #list(shape: JsonShape, depth: number): void {
    this.#at += 1;
    shape.elements ??= emptyShape();
    const elements = shape.elements;
    let count = 0;
    if (this.#peek() === "]") {
      this.#at += 1;
      return;
    }
    for (;;) {
      count += 1;
      shape.maxElements = Math.max(shape.maxElements, count);
      this.#value(elements, depth + 1);
      if (this.#peek() === "]") break;
      this.#expect(",");
    }
    this.#at += 1;
  }

  #string(): string {
    const start = this.#at;
    let end = this.#text.indexOf('"', start + 1);
    while (end !== -1 && isEscaped(this.#text, end)) end = this.#text.indexOf('"', end + 1);
    if (end === -1) throw new Cut();
    this.#at = end + 1;
    try {
      return String(JSON.parse(this.#text.slice(start, end + 1)));
    } catch {
      throw new Invalid();
    }
  }

  #literal(): string {
    literalPattern.lastIndex = this.#at;
    const source = literalPattern.exec(this.#text)?.[0];
    if (source === undefined) throw new Invalid();
    this.#at += source.length;
    const isAtEnd = this.#at >= this.#text.length;
    if (source === "true" || source === "false") return "boolean";
    if (source === "null") return "null";
    if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(source)) {
      this.#onValue(source);
      return describeNumber(source);
    }
    throw isAtEnd ? new Cut() : new Invalid();
  }
}

/** True if an odd number of backslashes precedes the quotation mark at `at`. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charAt(first - 1) === "\\") first -= 1;
  return (at - first) % 2 === 1;
}

/** Describes a JSON text. Never throws: malformed text has the state `invalid` and the shape before the error. */
export function readJsonShape(text: string, { isCut = false, onValue = () => {} }: Options = {}): JsonShapeReading {
  const shape = emptyShape();
  try {
    new ShapeReader(text, onValue).readAll(shape);
    return { shape, state: isCut ? "cut" : "whole" };
  } catch (error) {
    if (error instanceof Cut && isCut) return { shape, state: "cut" };
    if (error instanceof Enough) return { shape, state: "cut" };
    if (error instanceof TooDeep) return { shape, state: "too_deep" };
    if (error instanceof Cut || error instanceof Invalid) return { shape, state: "invalid" };
    throw error;
  }
}
