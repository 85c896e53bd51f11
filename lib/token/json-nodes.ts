/** JSON text as a tree of UTF-16 offsets `[from, to)` that keeps digits and duplicate names (RFC 8259). */

export type JsonMember = { name: string; value: JsonNode };
export type JsonNode =
  | { kind: "object"; from: number; to: number; members: JsonMember[] }
  | { kind: "array"; from: number; to: number; elements: JsonNode[] }
  | { kind: "primitive"; from: number; to: number };

/** Nesting limit: above any evidence, low enough for recursion. */
export const maxJsonDepth = 200;

const space = /[ \t\n\r]*/y;
const bareValue = /[^ \t\n\r,\]}]+/y;

/** Offset after the string whose opening quote is at `from`. */
function findStringEnd(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
  throw new SyntaxError("a string has no end");
}

/** Builds the tree of a text that `JSON.parse` accepted, so only nesting needs a check. */
class NodeBuilder {
  readonly #text: string;
  #offset = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): JsonNode {
    this.#skip(space);
    const from = this.#offset;
    const first = this.#text[from];
    if (first === "{" || first === "[") {
      if (++this.#depth > maxJsonDepth) throw new SyntaxError("is nested too deep");
      const node = first === "{" ? this.#object(from) : this.#array(from);
      this.#depth--;
      return node;
    }
    if (first === '"') this.#offset = findStringEnd(this.#text, from);
    else this.#skip(bareValue);
    return { kind: "primitive", from, to: this.#offset };
  }

  #object(from: number): JsonNode {
    const members: JsonMember[] = [];
    this.#each("}", () => {
      const start = this.#offset;
      this.#offset = findStringEnd(this.#text, start);
      const name = JSON.parse(this.#text.slice(start, this.#offset)) as string;
      this.#skip(space);
      this.#offset++; // the colon
      members.push({ name, value: this.value() });
    });
    return { kind: "object", from, to: this.#offset, members };
  }

  #array(from: number): JsonNode {
    const elements: JsonNode[] = [];
    this.#each("]", () => elements.push(this.value()));
    return { kind: "array", from, to: this.#offset, elements };
  }

  #each(end: string, readItem: () => void): void {
    this.#offset++; // the bracket
    this.#skip(space);
    while (this.#text[this.#offset] !== end) {
      readItem();
      this.#skip(space);
      if (this.#text[this.#offset] === ",") this.#offset++;
      this.#skip(space);
    }
    this.#offset++;
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#offset;
    pattern.test(this.#text);
    this.#offset = pattern.lastIndex;
  }
}

/** Parses a JSON text into nodes. @throws SyntaxError if the text is not JSON or is nested deeper than 200 levels */
export function parseJsonNodes(text: string): JsonNode {
  JSON.parse(text);
  return new NodeBuilder(text).value();
}

/** Returns a primitive as a JavaScript value; numbers beyond 2^53 lose digits. */
export function primitiveOf(text: string, node: JsonNode): unknown {
  return node.kind === "primitive" ? JSON.parse(text.slice(node.from, node.to)) : undefined;
}

/** True if an object at any depth has a duplicate name (forbidden by RFC 7519 section 4). */
export function hasRepeatedName(node: JsonNode): boolean {
  if (node.kind === "array") return node.elements.some(hasRepeatedName);
  if (node.kind !== "object") return false;
  const names = new Set(node.members.map(({ name }) => name));
  return names.size < node.members.length || node.members.some(({ value }) => hasRepeatedName(value));
}
