import { NodeReader } from "#lib/formats/json/node-reader";
import type { Scanner } from "#lib/formats/json/scanner";
import { ByteRanges, looksLikeDigest, looksLikeMrz, TextSet } from "./byte-patterns.ts";
import { type DigestContextRole, readDigestContext, readRole } from "./digest-context.ts";
import type { JsonPrimitive, LabelledValues } from "./model.ts";
import { OpenContainers } from "./open-containers.ts";
import { noPath, PathTable, rootPath } from "./path-table.ts";
import type { PathInterest, PrimitiveFilter } from "./primitive-filter.ts";
import { findNameEnd, findValueEnd, findValueStart, kindOf, quote, readPrimitiveText } from "./primitive-spans.ts";
import { isLabelRole, namesUnknownPair, readLabelled } from "./read-labelled.ts";

/** Maximum primitive in bytes. A longer one is an image or a document. */
const maxTextBytes = 4096;
/** Maximum JSON inside a string, in bytes. */
const maxEmbeddedBytes = 1024 * 1024;
const maxEmbedded = 100;
/** Primitives kept per path before only new texts, and after the same number again, only digests. */
const maxKept = 300;
const maxTexts = 200;
const maxDigests = 5000;
const maxLabels = 5000;
const maxDepth = 256;
/** Maximum label in bytes. */
const maxLabelBytes = 96;

/** Matches blanks, also escaped, followed by a bracket. */
function startsAsJson(bytes: Uint8Array, from: number): boolean {
  let at = from;
  for (; at < from + 16; at++) {
    const byte = bytes[at];
    if (byte === 0x7b || byte === 0x5b) return true;
    if (byte === 0x5c && /[nrt]/.test(String.fromCharCode(bytes[at + 1] ?? 0))) at++;
    else if (byte !== 0x20) return false;
  }
  return false;
}

/** Primitives kept of one path, so that a list of 100,000 entries stays bounded. */
type Kept = {
  interest: PathInterest;
  /** True if the member may name the other value of a pair: `name`, `type`. */
  isLabelRole: boolean;
  role: DigestContextRole;
  kept: number;
  texts: ByteRanges;
  digests: number;
};

/** Walks the structural index of a JSON text once and keeps relevant primitives. */
export class PrimitiveCollector {
  readonly primitives: JsonPrimitive[] = [];
  readonly labelled: LabelledValues[] = [];
  /** JSON texts inside strings, with the path of each. */
  readonly embedded: { text: string; primitive: JsonPrimitive }[] = [];
  readonly cutPaths: string[] = [];
  readonly #bytes: Uint8Array;
  readonly #scanner: Scanner;
  readonly #filter: PrimitiveFilter;
  readonly #reader: NodeReader;
  readonly #paths: PathTable;
  readonly #texts: TextSet;
  readonly #kept: Kept[] = [];
  readonly #open = new OpenContainers();
  readonly #cut = new Set<number>();
  #labels = 0;

  constructor(bytes: Uint8Array, scanner: Scanner, filter: PrimitiveFilter) {
    this.#bytes = bytes;
    this.#scanner = scanner;
    this.#filter = filter;
    this.#reader = new NodeReader(bytes, scanner.index, () => scanner.at);
    this.#paths = new PathTable(bytes);
    this.#texts = new TextSet(filter.texts);
  }

  run(): void {
    const { index } = this.#scanner;
    const [bytes, open, paths] = [this.#bytes, this.#open, this.#paths];
    const { nodeCount, containerCount } = index;
    let container = 0;
    let containerNode = containerCount > 0 ? index.nodeOf(0) : -1;
    let next = nodeCount > 0 ? index.offsetOf(0) : -1;
    for (let node = 0; node < nodeCount; node++) {
      const offset = next;
      next = node + 1 < nodeCount ? index.offsetOf(node + 1) : -1;
      while (node >= open.end) open.pop();
      open.children++;
      let path = open.depth > 0 ? open.path : rootPath;
      let from = offset;
      if (open.isObject) {
        const nameEnd = findNameEnd(bytes, offset);
        path = paths.child(path, offset, nameEnd);
        from = findValueStart(bytes, nameEnd);
      }
      const isReadable = path !== noPath && open.depth <= maxDepth;
      if (!isReadable) this.#noteCut(path === noPath ? rootPath : path);
      if (node === containerNode) {
        open.push(container, index.endOf(container), path, bytes[from] === 0x7b);
        container++;
        containerNode = container < containerCount ? index.nodeOf(container) : -1;
      } else if (isReadable) this.#visit(path, from, next);
    }
  }

  get isCut(): boolean {
    return this.#cut.size > 0;
  }

  #keptOf(path: number): Kept {
    const known = this.#kept[path];
    if (known) return known;
    const names = this.#paths.namesOf(path);
    const interest = this.#filter.interestOf(names);
    const own = names.at(-1);
    const isRole = own !== undefined && isLabelRole(own);
    const kept = { interest, isLabelRole: isRole, role: readRole(names), kept: 0, texts: new ByteRanges(), digests: 0 };
    this.#kept[path] = kept;
    return kept;
  }

  #visit(path: number, from: number, next: number): void {
    const bytes = this.#bytes;
    const kept = this.#keptOf(path);
    const isString = bytes[from] === quote;
    if (!isString && kept.interest === "none" && !this.#texts.hasLengthOfNumber(bytes, from)) return;
    const to = findValueEnd(bytes, from, next);
    if (isString && this.#keepEmbedded(path, from, to)) return;
    if (to - from > maxTextBytes) {
      // A name of a megabyte is not read but reported.
      if (kept.interest === "concept" && isString) this.#noteCut(path);
      return;
    }
    if (isString && looksLikeDigest(bytes, from + 1, to - 1)) {
      if (kept.digests++ < maxDigests) this.#keep(path, from, to, this.#readBeside());
      else this.#noteCut(path);
      return;
    }
    if (isString && to - from <= maxLabelBytes + 2) {
      const isLabel = this.#keepLabelled(path, from, to, kept.interest === "concept");
      // In `{ "name": "lastName", "value": "…" }` the name is not a person's, also below `holder`.
      if (isLabel && kept.isLabelRole) return;
      if (kept.interest === "concept" && kept.isLabelRole && this.#namesUnknownPair(path, from, to)) return;
    }
    const [textFrom, textTo] = isString ? [from + 1, to - 1] : [from, to];
    if (kept.interest === "none" && !this.#texts.has(bytes, textFrom, textTo) && !looksLikeMrz(bytes, textFrom, textTo))
      return;
    if (kept.kept < maxKept) {
      kept.kept++;
      kept.texts.add(bytes, from, to);
      this.#keep(path, from, to, null);
    } else if (kept.texts.size < maxKept + maxTexts) {
      if (kept.texts.add(bytes, from, to)) this.#keep(path, from, to, null);
    } else if (kept.interest === "concept") this.#noteCut(path);
  }

  /** @returns true if the text holds JSON, which is read instead of the text */
  #keepEmbedded(path: number, from: number, to: number): boolean {
    if (to - from < 8 || !startsAsJson(this.#bytes, from + 1)) return false;
    if (to - from > maxEmbeddedBytes || this.embedded.length >= maxEmbedded) {
      this.#noteCut(path);
      return true;
    }
    const text = readPrimitiveText(this.#bytes, from, to);
    // A truncated JSON text still begins like JSON.
    if (!/[}\]]\s*$/.test(text) && !/^\s*[{[]\s*["{]/.test(text)) return false;
    this.embedded.push({ text, primitive: this.#primitive(path, from, to, null) });
    return true;
  }

  /**
   * A value of a concept is a label only in the member of a pair that names it.
   * @returns true if the text is the label of a value
   */
  #keepLabelled(path: number, from: number, to: number, isConcept: boolean): boolean {
    if (!this.#filter.mayBeLabel(this.#bytes, from + 1, to - 1)) return false;
    if (isConcept && !this.#keptOf(path).isLabelRole) return false;
    const label = this.#filter.labelOf(readPrimitiveText(this.#bytes, from, to));
    if (label === null) return false;
    if (this.#labels++ >= maxLabels) {
      this.#noteCut(path);
      return false;
    }
    const steps = this.#open.stepsTo(path, this.#paths);
    const found = readLabelled(this.#reader, this.#open.container, steps);
    if (found.length > 0) this.labelled.push({ ...label, label: steps, values: found });
    return found.length > 0;
  }

  #namesUnknownPair(path: number, from: number, to: number): boolean {
    const steps = this.#open.stepsTo(path, this.#paths);
    return namesUnknownPair(this.#reader, this.#open.container, steps, readPrimitiveText(this.#bytes, from, to));
  }

  #keep(path: number, from: number, to: number, beside: JsonPrimitive["beside"]): void {
    this.primitives.push(this.#primitive(path, from, to, beside));
  }

  #primitive(path: number, from: number, to: number, beside: JsonPrimitive["beside"]): JsonPrimitive {
    return {
      steps: this.#open.stepsTo(path, this.#paths),
      text: readPrimitiveText(this.#bytes, from, to),
      kind: kindOf(this.#bytes[from] ?? 0),
      beside,
    };
  }

  #noteCut(path: number): void {
    if (this.#cut.has(path)) return;
    this.#cut.add(path);
    if (this.cutPaths.length < 10) this.cutPaths.push(this.#paths.namesOf(path).join("."));
  }

  #readBeside(): NonNullable<JsonPrimitive["beside"]> {
    const { isObject, container, path: around } = this.#open;
    if (!isObject) return { claimedName: null, claimedSizeBytes: null, claimedTime: null };
    return readDigestContext(this.#reader, container, (from, to) => {
      const path = this.#paths.child(around, from, to);
      return path === noPath ? null : this.#keptOf(path).role;
    });
  }
}
