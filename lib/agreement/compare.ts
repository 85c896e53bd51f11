import { compareDigests, isDigestNeighbour } from "./compare-digests.ts";
import { compareStatements } from "./compare-statements.ts";
import type { Agreement, AgreementInput, Leaf } from "./model.ts";
import { readDigest } from "./read-digest.ts";
import type { LeafFilter } from "./read-leaves.ts";
import { isKnownName, plainName } from "./statement-rules.ts";

/** Everything that the opened pieces say of each other. Pure; runs in a worker. */
export function compare(input: AgreementInput): Agreement {
  return { statements: compareStatements(input), ...compareDigests(input) };
}

/**
 * Which scalars of a large text matter to `compare`: known names, digests and what stands beside them, and whatever the
 * token states too. Give the token's leaves, or none where it was not opened.
 */
export function relevantLeaves(token: readonly Leaf[]): LeafFilter {
  const names = new Set(token.map(({ name }) => plainName(name)));
  const texts = new Set(token.filter(({ text }) => text.length >= 6).map(({ text }) => text));
  const known = new Map<string, boolean>();
  const isKnown = (name: string) => {
    const held = known.get(name);
    if (held !== undefined) return held;
    const plain = plainName(name);
    const answer = plain === "id" || isKnownName(plain) || isDigestNeighbour(plain) || names.has(plain);
    // A text of a million different names must not fill the memory.
    if (known.size < 10_000) known.set(name, answer);
    return answer;
  };
  return (name, text) => isKnown(name) || texts.has(text) || readDigest(text).length > 0;
}
