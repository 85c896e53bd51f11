import { encodeBase64url } from "#lib/bytes/base64";
import { type JsonNode, parseJsonNodes, primitiveOf } from "./json-nodes.ts";
import { decodePart } from "./token-bytes.ts";

/** One SD-JWT disclosure: a salt, a claim name (objects only) and a value (RFC 9901 section 4.2). */
export type Disclosure = {
  /** Index among the received disclosures, from 1. */
  number: number;
  /** Digest of the disclosure under `_sd_alg`, base64url; empty if it cannot be computed. */
  digest: string;
  /** Claim name; null for array elements and malformed disclosures. */
  name: string | null;
  /** JSON text and value; null for a malformed disclosure. */
  content: { text: string; value: JsonNode } | null;
};

/** Supported hash functions by their `_sd_alg` name (IANA, RFC 9901 section 4.1.1). */
const hashes: Record<string, string> = { "sha-256": "SHA-256", "sha-384": "SHA-384", "sha-512": "SHA-512" };

export function isKnownHash(name: string): boolean {
  return Object.hasOwn(hashes, name);
}

/** Computes the digest over the ASCII bytes as received (RFC 9901 section 4.2.3). */
async function computeDigest(text: string, hash: string): Promise<string> {
  const algorithm = hashes[hash];
  if (algorithm === undefined) return "";
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest(algorithm, new TextEncoder().encode(text))));
}

/** Names reserved by SD-JWT (RFC 9901 section 4.1), which disclosures must not use. */
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

/** Decodes a disclosure and computes its digest. Never throws for malformed input. */
export async function readDisclosure(sent: string, number: number, hash: string): Promise<Disclosure> {
  const digest = await computeDigest(sent, hash);
  return { number, digest, ...(readContent(sent) ?? { name: null, content: null }) };
}
