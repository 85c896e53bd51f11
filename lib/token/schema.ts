import { certificateSummarySchema } from "#lib/formats/x509/certificate-summary";
import * as z from "#lib/runtime/zod";
import { reasons } from "./reasons.ts";

const text = z.nullable(z.string());

/** One check. `reason` is a stable code (docs/verdict.md); `detail` contains raw values for the user. */
const checkSchema = z.object({
  name: z.enum([
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
  ]),
  outcome: z.enum(["pass", "fail", "skip", "info"]),
  reason: z.enum(reasons),
  detail: z.string(),
});
export type Check = z.infer<typeof checkSchema>;
export type CheckName = Check["name"];

/** The key that verified, or was selected: identified by its RFC 7638 thumbprint (SHA-256, base64url). */
const keySchema = z.object({
  thumbprint: z.string(),
  kid: text,
  /** SPKI in PEM, for verification elsewhere. */
  pem: z.string(),
  kind: z.string(),
  sizeBits: z.nullable(z.number()),
  /** The source is unreachable; this is its last valid response. */
  stale: z.boolean(),
  /** False if the source no longer publishes this key. */
  published: z.boolean(),
  /** ISO 8601 UTC, or null without a key history. */
  firstSeenAt: text,
  lastSeenAt: text,
  /** ISO 8601 UTC time when this very token was verified here; null while the key is published. */
  verifiedAt: text,
  certificate: z.nullable(certificateSummarySchema),
  /** Name of the setting, or `x5c`. */
  source: z.string(),
  /** ISO 8601 UTC time when the source was read. */
  fetchedAt: z.string(),
});
export type VerdictKey = z.infer<typeof keySchema>;

/** Disclosures of an SD-JWT (RFC 9901): counts of matched disclosures and of digests without one. */
const disclosuresSchema = z.object({
  /** `_sd_alg` as received; `sha-256` if absent. */
  hash: z.string(),
  disclosed: z.number(),
  /** Digests without a disclosure: withheld claims, or decoys. */
  undisclosed: z.number(),
  /** Never checked, because only the recipient knows the nonce of a key binding JWT. */
  keyBinding: z.enum(["absent", "not_checked"]),
});
export type DisclosureSummary = z.infer<typeof disclosuresSchema>;

/** Response of `GET …/token/verdict`. */
export const verdictSchema = z.object({
  verdict: z.enum(["undecodable", "invalid", "untrusted", "not_yet_valid", "expired", "unbound", "valid"]),
  reason: z.enum(reasons),
  checks: z.array(checkSchema),
  /** Protected header, or null if unreadable; the exact text is in `token`. */
  header: z.nullable(z.jsonObject),
  /** Null unless the payload is a JSON object; an SD-JWT has matched disclosures instead of digests. */
  claims: z.nullable(z.jsonObject),
  /** Null unless the token is an SD-JWT. */
  disclosures: z.nullable(disclosuresSchema),
  key: z.nullable(keySchema),
  /** Exact token as received; base64 if not UTF-8, as `tokenEncoding` states. */
  token: z.string(),
  tokenEncoding: z.enum(["utf-8", "base64"]),
  sha256: z.string(),
});
export type Verdict = z.infer<typeof verdictSchema>;
export type VerdictName = Verdict["verdict"];
