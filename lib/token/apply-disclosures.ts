import { isKnownHash, readDisclosure } from "./disclosure.ts";
import { DisclosureWriter, type FoundFault } from "./disclosure-writer.ts";
import { type JsonNode, parseJsonNodes, primitiveOf } from "./json-nodes.ts";
import { maxDisclosures } from "./sd-jwt-form.ts";

export type AppliedDisclosures = {
  /** JSON text of the claims: matched disclosures included, digests removed, number digits as received. */
  text: string;
  /** `_sd_alg` of the token; `sha-256` if absent. */
  hash: string;
  /** False if disclosures cannot be matched here: an unknown `_sd_alg`, or too many of them. */
  isChecked: boolean;
  disclosed: number;
  /** Digests without a disclosure; some may be decoys (RFC 9901 section 4.2.5). */
  undisclosed: number;
  faults: FoundFault[];
};

function readHash(text: string, root: JsonNode): string {
  const member = root.kind === "object" ? root.members.findLast(({ name }) => name === "_sd_alg") : undefined;
  if (!member) return "sha-256";
  const name = primitiveOf(text, member.value);
  return (typeof name === "string" ? name : text.slice(member.value.from, member.value.to)).slice(0, 64);
}

/**
 * Inserts the disclosures of an SD-JWT into its claims (RFC 9901 section 7.1), at any depth and within disclosed
 * values.
 * @param payload JSON text of the issuer-signed claims
 * @param sent disclosures as received, base64url
 * @returns null if the payload is not JSON or is nested too deep
 */
export async function applyDisclosures(payload: string, sent: readonly string[]): Promise<AppliedDisclosures | null> {
  let root: JsonNode;
  try {
    root = parseJsonNodes(payload);
  } catch {
    return null;
  }
  const hash = readHash(payload, root);
  const isChecked = sent.length === 0 || (isKnownHash(hash) && sent.length <= maxDisclosures);
  const disclosures = isChecked
    ? await Promise.all(sent.map((text, index) => readDisclosure(text, index + 1, hash)))
    : [];
  const writer = new DisclosureWriter(disclosures);
  const text = writer.write(payload, root, 1, true);
  writer.finish(disclosures);
  const { faults, matched, undisclosed } = writer;
  return { text, hash, isChecked, disclosed: matched.size, undisclosed, faults };
}
