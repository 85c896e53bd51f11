import "server-only";
import { summarizeCertificate } from "#lib/formats/x509/summarize-certificate";
import type { TrustListing } from "./schema.ts";
import { readTrustedKeys } from "./trusted-keys.ts";

/** Lists current keys and sources for users, without key material and URLs. */
export async function listTrustedKeys(): Promise<TrustListing> {
  const { sources, keys, roots, chain } = await readTrustedKeys(null);
  return {
    sources: sources.map(({ source, readAt, stale, problem, leftOut }) => ({
      source,
      readAt,
      stale,
      problem,
      leftOut,
    })),
    keys: keys.map(({ jwk: _jwk, pem: _pem, ...key }) => key),
    roots: roots.map(summarizeCertificate),
    usesChains: chain !== null,
  };
}
