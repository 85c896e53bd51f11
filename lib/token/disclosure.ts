import { encodeBase64url } from "#lib/bytes/base64";
import { type JsonNode, parseJsonNodes, primitiveOf } from "./json-nodes.ts";
import { decodePart } from "./token-bytes.ts";

/** One disclosure of an SD-JWT: a salt, for an object a claim name, and the value (RFC 9901 section 4.2). */
export type Disclosure = {
  /** Position among the disclosures sent, from 1. */
  number: number;
  /** Digest of the disclosure's text under the token's `_sd_alg`, base64url; empty where that cannot be computed. */
  digest: string;
  /** Name of the claim; null for an element of an array, and where the disclosure is malformed. */
  name: string | null;
  /** The disclosure's JSON text, and in it the value; null for a malformed disclosure. */
  content: { text: string; value: JsonNode } | null;
};

/** Hash functions that are computed here, by the name that `_sd_alg` gives them (IANA, RFC 9901 section 4.1.1). */
const hashes: Record<string, string> = { "sha-256": "SHA-256", "sha-384": "SHA-384", "sha-512": "SHA-512" };

/** True for a hash function that can be computed here. */
export function isKnownHash(name: string): boolean {
  return Object.hasOwn(hashes, name);
}

/** Digest over the ASCII bytes of the text as sent (RFC 9901 section 4.2.3). */
async function computeDigest(text: string, hash: string): Promise<string> {
  const algorithm = hashes[hash];
  if (algorithm === undefined) return "";
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest(algorithm, new TextEncoder().encode(text))));
}

/** Names that an SD-JWT keeps for itself (RFC 9901 section 4.1): no disclosure may bring them. */
const reservedNames = new Set(["_sd", "..."]);

function readContent(sent: string): Pick<Disclosure, "name" | "content"> | null {
  const bytes = /^[A-Za-z0-9_-]+$/.test(sent) ? decodePart(sent) : null;
  if (!bytes) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const root = parseJsonNodes(text);
    if (root.kind !== "array" || (root.elements.length !== 2 && root.elements.length !== 3)) return null;
    const [salt, second, third] = root.elements;
    if (!salt || !second || typeof primitiveOf(text, salt) !== "string") return null;
    if (!third) return { name: null, content: { text, value: second } };
    const name = primitiveOf(text, second);
    return typeof name !== "string" || reservedNames.has(name) ? null : { name, content: { text, value: third } };
  } catch {
    return null;
  }
}

/** Decodes a disclosure and computes its digest. Never throws for what a disclosure may hold. */
export async function readDisclosure(sent: string, number: number, hash: string): Promise<Disclosure> {
  const digest = await computeDigest(sent, hash);
  return { number, digest, ...(readContent(sent) ?? { name: null, content: null }) };
}
