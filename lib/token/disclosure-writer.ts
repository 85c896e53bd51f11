import type { Disclosure } from "./disclosure.ts";
import { hasRepeatedName, type JsonNode, maxJsonDepth, primitiveOf } from "./json-nodes.ts";

/** Errors of disclosures and digests (RFC 9901 section 7.1 steps 3 to 5); each makes a token `invalid`. */
export type DisclosureFault =
  | "disclosure_malformed"
  | "disclosure_repeated"
  | "disclosure_unmatched"
  | "disclosure_name_taken"
  | "digest_malformed"
  | "digest_repeated"
  | "duplicate_claim";

export type FoundFault = { reason: DisclosureFault; detail: string };

type Readable = Disclosure & { content: NonNullable<Disclosure["content"]> };

const describe = ({ number, name }: Disclosure) =>
  `disclosure ${number}${name === null ? "" : ` (${JSON.stringify(name.slice(0, 60))})`}`;

/** Writes claims with their disclosures and collects errors and digest counts. Create one per token. */
export class DisclosureWriter {
  readonly faults: FoundFault[] = [];
  readonly matched = new Set<Disclosure>();
  readonly #byDigest: ReadonlyMap<string, Disclosure>;
  readonly #seen = new Set<string>();
  undisclosed = 0;

  constructor(disclosures: readonly Disclosure[]) {
    const byDigest = new Map<string, Disclosure>();
    for (const disclosure of disclosures) {
      if (!disclosure.content) this.#report("disclosure_malformed", disclosure);
      if (byDigest.has(disclosure.digest)) this.#report("disclosure_repeated", disclosure);
      else byDigest.set(disclosure.digest, disclosure);
    }
    this.#byDigest = byDigest;
  }

  #report(reason: DisclosureFault, disclosure: Disclosure): void {
    this.faults.push({ reason, detail: describe(disclosure) });
  }

  /** Returns the disclosure of a digest at its first use; counts digests without one. */
  #take(digest: string, wantsName: boolean): Readable | null {
    if (this.#seen.has(digest)) {
      this.faults.push({ reason: "digest_repeated", detail: digest.slice(0, 64) });
      return null;
    }
    this.#seen.add(digest);
    const found = this.#byDigest.get(digest);
    if (!found) {
      this.undisclosed++;
      return null;
    }
    this.matched.add(found);
    const { content } = found;
    // Only members of objects have names, array elements do not (RFC 9901 section 7.1 step 3).
    if (content && (found.name !== null) === wantsName) return { ...found, content };
    if (content) this.#report("disclosure_malformed", found);
    return null;
  }

  /** Writes a value with its disclosures as JSON. `isTop`: the payload itself, which contains `_sd_alg`. */
  write(text: string, node: JsonNode, depth = 1, isTop = false): string {
    if (node.kind === "primitive") return text.slice(node.from, node.to);
    if (depth > maxJsonDepth) {
      this.faults.push({ reason: "disclosure_malformed", detail: `nested deeper than ${maxJsonDepth} levels` });
      return "null";
    }
    if (node.kind === "array") return `[${this.#elements(text, node.elements, depth).join(",")}]`;
    const members: string[] = [];
    const names = new Set(node.members.map(({ name }) => name));
    const digests: JsonNode[] = [];
    for (const { name, value } of node.members) {
      if (name === "_sd") digests.push(value);
      else if (!(isTop && name === "_sd_alg"))
        members.push(`${JSON.stringify(name)}:${this.write(text, value, depth + 1)}`);
    }
    for (const digest of digests.flatMap((list) => this.#readDigests(text, list))) {
      const found = this.#take(digest, true);
      if (!found || found.name === null) continue;
      if (names.has(found.name)) {
        this.#report("disclosure_name_taken", found);
        continue;
      }
      names.add(found.name);
      members.push(`${JSON.stringify(found.name)}:${this.#writeDisclosed(found, depth)}`);
    }
    return `{${members.join(",")}}`;
  }

  #writeDisclosed(disclosure: Readable, depth: number): string {
    const { text, value } = disclosure.content;
    if (hasRepeatedName(value)) this.#report("duplicate_claim", disclosure);
    return this.write(text, value, depth + 1);
  }

  #elements(text: string, elements: readonly JsonNode[], depth: number): string[] {
    return elements.flatMap((element) => {
      const digest = this.#readPlaceholder(text, element);
      if (digest === null) return [this.write(text, element, depth + 1)];
      const found = this.#take(digest, false);
      return found ? [this.#writeDisclosed(found, depth)] : [];
    });
  }

  /** Returns the digest of `{"...": digest}` in an array (RFC 9901 section 4.2.4.2), or null for other elements. */
  #readPlaceholder(text: string, element: JsonNode): string | null {
    if (element.kind !== "object" || !element.members.some(({ name }) => name === "...")) return null;
    const [only] = element.members;
    const digest = only && element.members.length === 1 ? primitiveOf(text, only.value) : null;
    if (typeof digest === "string") return digest;
    this.faults.push({ reason: "digest_malformed", detail: '"..." in an array' });
    return null;
  }

  #readDigests(text: string, list: JsonNode): string[] {
    const digests = list.kind === "array" ? list.elements.map((element) => primitiveOf(text, element)) : [null];
    if (digests.every((digest) => typeof digest === "string")) return digests;
    this.faults.push({ reason: "digest_malformed", detail: "_sd" });
    return [];
  }

  /** Reports the disclosures without a matching digest, after all claims are written. */
  finish(disclosures: readonly Disclosure[]): void {
    for (const disclosure of disclosures)
      if (!this.matched.has(disclosure) && disclosure.content && this.#byDigest.get(disclosure.digest) === disclosure)
        this.#report("disclosure_unmatched", disclosure);
  }
}
