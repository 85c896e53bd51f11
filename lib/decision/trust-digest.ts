import "server-only";
import { createHash } from "node:crypto";
import { settings } from "#lib/env";
import { readTrustedKeys } from "#lib/trusted-keys/trusted-keys";
import { formatCanonical } from "./canonical.ts";

/**
 * SHA-256 (lower-case hex) of the canonical form (RFC 8785) of what judges a token now: issuer, audience, algorithms and certificate
 * subject of the settings, and the RFC 7638 thumbprints of all trusted keys in order, separated by spaces.
 */
export async function digestTrust(): Promise<string> {
  const { issuer = null, audience = null, algorithms, x5cSubject = null } = settings().trust;
  const { keys } = await readTrustedKeys(null);
  const thumbprints = [...new Set(keys.map(({ thumbprint }) => thumbprint))].sort().join(" ");
  const text = formatCanonical({ issuer, audience, algorithms: algorithms.join(" "), x5cSubject, keys: thumbprints });
  return createHash("sha256").update(text).digest("hex");
}
