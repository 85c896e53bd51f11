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

/** One check. `reason` is a stable code (docs/verdict.md); `detail` contains raw values for the user. */
export type Check = { name: CheckName; outcome: CheckOutcome; reason: Reason; detail: string };

/** The key that verified, or was selected: identified by its RFC 7638 thumbprint (SHA-256, base64url). */
export type VerdictKey = {
  thumbprint: string;
  kid: string | null;
  kind: string;
  sizeBits: number | null;
  /** SPKI in PEM, for verification elsewhere. */
  pem: string;
  /** Name of the setting, or `x5c`. */
  source: string;
  /** The source is unreachable; this is its last valid response. */
  stale: boolean;
  /** ISO 8601 UTC time when the source was read. */
  fetchedAt: string;
  /** False if the source no longer publishes this key. */
  published: boolean;
  /** ISO 8601 UTC, or null without a key history. */
  firstSeenAt: string | null;
  lastSeenAt: string | null;
  certificate: CertificateSummary | null;
};

/** Disclosures of an SD-JWT (RFC 9901): counts of matched disclosures and of digests without one. */
export type DisclosureSummary = {
  /** `_sd_alg` as received; `sha-256` if absent. */
  hash: string;
  disclosed: number;
  /** Digests without a disclosure: withheld claims, or decoys. */
  undisclosed: number;
  /** Never checked, because only the recipient knows the nonce of a key binding JWT. */
  keyBinding: "absent" | "not_checked";
};

export type Verdict = {
  verdict: VerdictName;
  reason: Reason;
  checks: Check[];
  /** Protected header, or null if unreadable; the exact text is in `token`. */
  header: Record<string, unknown> | null;
  /** Null unless the payload is a JSON object; an SD-JWT has matched disclosures instead of digests. */
  claims: Record<string, unknown> | null;
  /** Null unless the token is an SD-JWT. */
  disclosures: DisclosureSummary | null;
  key: VerdictKey | null;
  /** Exact token as received; base64 if not UTF-8, as `tokenEncoding` states. */
  token: string;
  tokenEncoding: "utf-8" | "base64";
  sha256: string;
};
