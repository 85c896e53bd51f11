import { type IdClaim, isSubjectObject, readIdClaim } from "./binding-names.ts";
import { type JsonNode, parseJsonNodes } from "./json-nodes.ts";

export type PointerStep = string | number;
/** A value as text; `isNumber`: received as a JSON number. */
export type SentId = { text: string; isNumber: boolean };
type Found = { claim: IdClaim; steps: PointerStep[]; texts: SentId[] };

const escapeStep = (step: PointerStep) => String(step).replaceAll("~", "~0").replaceAll("/", "~1");

/** Returns numbers with their original digits, which `JSON.parse` loses beyond 2^53. Parses once, on demand. */
class SentNumbers {
  readonly #readText: () => string;
  #parsed: { text: string; root: JsonNode | null } | null = null;

  constructor(readText: () => string) {
    this.#readText = readText;
  }

  at(steps: readonly PointerStep[]): string | null {
    const { text, root } = this.#parse();
    let node: JsonNode | null | undefined = root;
    for (const step of steps) {
      if (node?.kind === "array") node = node.elements[Number(step)];
      else if (node?.kind === "object") node = node.members.findLast(({ name }) => name === step)?.value;
      else return null;
    }
    return node ? text.slice(node.from, node.to) : null;
  }

  #parse(): { text: string; root: JsonNode | null } {
    if (this.#parsed) return this.#parsed;
    const text = this.#readText();
    let root: JsonNode | null = null;
    try {
      root = parseJsonNodes(text);
    } catch {
      // Without nodes, numbers are compared in JavaScript's notation.
    }
    this.#parsed = { text, root };
    return this.#parsed;
  }
}

/** Finds listed claims at the top and in nested subject objects. */
class ClaimFinder {
  readonly found: Found[] = [];
  readonly #sent: SentNumbers;
  readonly #steps: PointerStep[] = [];

  constructor(readText: () => string) {
    this.#sent = new SentNumbers(readText);
  }

  visit(object: Record<string, unknown>, parent: string | null): void {
    for (const [name, value] of Object.entries(object)) {
      const claim = readIdClaim(name, parent);
      this.#within(name, () => {
        const texts = claim ? this.#readValue(value) : [];
        if (claim && texts.length > 0) this.found.push({ claim, steps: [...this.#steps], texts });
        else if (isSubjectObject(name)) this.#enter(value, name);
      });
    }
  }

  #enter(value: unknown, name: string): void {
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) this.#within(index, () => this.#enter(item, name));
    else if (typeof value === "object" && value !== null) this.visit(value as Record<string, unknown>, name);
  }

  #within(step: PointerStep, work: () => void): void {
    this.#steps.push(step);
    work();
    this.#steps.pop();
  }

  /** Reads a text or number, the `value` of an object, or a list of these. */
  #readValue(value: unknown): SentId[] {
    if (typeof value === "string") return [{ text: value, isNumber: false }];
    if (typeof value === "number") return [{ text: this.#writeNumber(value), isNumber: true }];
    if (Array.isArray(value)) {
      const texts: SentId[] = [];
      for (const [index, item] of value.entries()) {
        if (typeof item === "object" && item !== null) continue;
        this.#within(index, () => texts.push(...this.#readValue(item)));
      }
      return texts;
    }
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, "value")) return [];
    const texts: SentId[] = [];
    this.#within("value", () => {
      const { value: inner } = value as { value: unknown };
      if (typeof inner === "string" || typeof inner === "number") texts.push(...this.#readValue(inner));
    });
    return texts;
  }

  #writeNumber(value: number): string {
    return Number.isSafeInteger(value) ? String(value) : (this.#sent.at(this.#steps) ?? String(value));
  }
}

/** @param readText returns the JSON text of the claims; called only for numbers beyond 2^53 */
export function findIdClaims(claims: Record<string, unknown>, readText: () => string): Found[] {
  const finder = new ClaimFinder(readText);
  finder.visit(claims, null);
  return finder.found;
}

/** Formats a JSON Pointer (RFC 6901). */
export function writePointer(steps: readonly PointerStep[]): string {
  return `/${steps.map(escapeStep).join("/")}`;
}
