/** The verdict of a token as the contract words it; `lib/token/verify-token.ts` makes it, the token page shows it. */

import type { CertificateSummary } from "#lib/formats/x509/certificate";
import type { Reason } from "./reasons.ts";

export type VerdictName = "undecodable" | "invalid" | "untrusted" | "not_yet_valid" | "expired" | "unbound" | "valid";

export const checkNames = [
  "structure",
  "algorithm",
  "key",
  "signature",
  "issuer",
  "audience",
  "not_before",
  "issued_at",
  "expiry",
  "binding",
] as const;
export type CheckName = (typeof checkNames)[number];
export type CheckOutcome = "pass" | "fail" | "skip" | "info";

/** One check. `reason` is a stable code (docs/verdict.md); `detail` holds raw values in words for a person. */
export type Check = { name: CheckName; outcome: CheckOutcome; reason: Reason; detail: string };

/** The key that verified, or would have: named by its RFC 7638 thumbprint (SHA-256, base64url). */
export type VerdictKey = {
  thumbprint: string;
  kid: string | null;
  kind: string;
  sizeBits: number | null;
  /** The public key itself (SPKI in PEM), to verify with elsewhere. */
  pem: string;
  /** The setting that names it, or `x5c`. */
  source: string;
  /** The source could not be read again; this is its last good answer. */
  stale: boolean;
  /** ISO 8601 UTC: when the source was read. */
  fetchedAt: string;
  /** False when the source used to publish this key and does not any more. */
  published: boolean;
  /** ISO 8601 UTC, or null where no memory of keys is kept. */
  firstSeenAt: string | null;
  lastSeenAt: string | null;
  certificate: CertificateSummary | null;
};

/** What an SD-JWT (RFC 9901) discloses; counts are of matched disclosures and of digests without one. */
export type DisclosureSummary = {
  /** `_sd_alg` as sent; `sha-256` where the token names none. */
  hash: string;
  disclosed: number;
  /** Digests without a disclosure: withheld claims, or decoys. */
  undisclosed: number;
  /** A key binding JWT is never checked: only its recipient knows the nonce that it answers. */
  keyBinding: "absent" | "not_checked";
};

export type Verdict = {
  verdict: VerdictName;
  /** Stable code of what decided. */
  reason: Reason;
  checks: Check[];
  /** The protected header, or null where it cannot be read; exact text is decoded from `token`. */
  header: Record<string, unknown> | null;
  /**
   * The claims, or null where the payload is not a JSON object; exact text is decoded from `token`. Of an SD-JWT: with
   * the disclosures that match a digest, and without digests.
   */
  claims: Record<string, unknown> | null;
  /** Null for a token that is not an SD-JWT. */
  disclosures: DisclosureSummary | null;
  key: VerdictKey | null;
  /** The token as received, exactly; bytes that are no UTF-8 stand as base64, and `tokenEncoding` says so. */
  token: string;
  tokenEncoding: "utf-8" | "base64";
  /** SHA-256 of the token's bytes, hex. */
  sha256: string;
};
