import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint, importJWK, type JWK } from "jose";
import type { CertificateSummary } from "#lib/formats/x509/certificate-summary";
import { findWeakness, measureModulus, type Weakness } from "#lib/formats/x509/weak-key";

/** Origin of a trusted key: a setting, or the token's certification path. */
export type KeySource = "TRUST_JWKS_URL" | "TRUST_JWKS_FILE" | "TRUST_PEM_FILE" | "x5c";

export type TrustedKey = {
  jwk: JWK;
  /** SPKI in PEM; empty if the numbers do not form a key. Such a key is weak and verifies nothing. */
  pem: string;
  /** RFC 7638, SHA-256, base64url. */
  thumbprint: string;
  /** Null for unnamed keys (PEM), which are tried for any `kid`. */
  kid: string | null;
  /** `RSA`, `EC P-256`, `Ed25519`, … */
  kind: string;
  sizeBits: number | null;
  weakness: Weakness | null;
  source: KeySource;
  /** ISO 8601 UTC time when the source was read. */
  fetchedAt: string;
  /** The source is unreachable; this is its last valid response. */
  stale: boolean;
  /** False if the source no longer publishes this key. */
  published: boolean;
  firstSeenAt: string | null;
  lastSeenAt: string | null;
  certificate: CertificateSummary | null;
};

/** A trusted public key of an unsupported kind: its tokens are not reported invalid. */
export type UnsupportedKey = { kid: string | null; kind: string };

const curveBits: Record<string, number> = { "P-256": 256, "P-384": 384, "P-521": 521, Ed25519: 256 };
const privateNames = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

/** True if a member contains or is a secret, which rejects the whole set. */
export function holdsSecret(jwk: Record<string, unknown>): boolean {
  return jwk.kty === "oct" || privateNames.some((name) => Object.hasOwn(jwk, name));
}

const maxKindChars = 40;

/** Names the kind of a key without a supported algorithm (RFC 7518, RFC 8037, RFC 8812), or returns null. */
export function unsupportedKind({ kty, crv }: Record<string, unknown>): string | null {
  if (typeof kty !== "string" || kty === "RSA") return null;
  if (kty !== "EC" && kty !== "OKP") return kty.slice(0, maxKindChars);
  const fits = typeof crv === "string" && Object.hasOwn(curveBits, crv) && (crv === "Ed25519") === (kty === "OKP");
  if (fits || typeof crv !== "string") return null;
  return `${kty} ${crv}`.slice(0, maxKindChars);
}

/** Exports a public key as JWK, possibly empty, with its kind if unsupported. */
export function describeKeyObject(key: KeyObject): { jwk: Record<string, unknown>; kind: string | null } {
  try {
    const jwk = key.export({ format: "jwk" }) as Record<string, unknown>;
    return { jwk, kind: unsupportedKind(jwk) };
  } catch {
    return { jwk: {}, kind: key.asymmetricKeyType ?? "unknown" };
  }
}

function describeKind(jwk: JWK): { kind: string; sizeBits: number | null } {
  if (jwk.kty === "RSA") return { kind: "RSA", sizeBits: measureModulus(jwk.n ?? "") };
  const curve = jwk.crv ?? "";
  return { kind: jwk.kty === "EC" ? `EC ${curve}` : curve, sizeBits: curveBits[curve] ?? null };
}

/** Picks an algorithm for this kind of key, only to test whether the key can be imported. */
function guessAlgorithm(jwk: JWK): string {
  if (jwk.kty === "RSA") return "RS256";
  if (jwk.kty === "OKP") return "Ed25519";
  return { "P-256": "ES256", "P-384": "ES384", "P-521": "ES512" }[jwk.crv ?? ""] ?? "";
}

const publicNames = ["kty", "crv", "x", "y", "n", "e", "kid", "alg", "use", "key_ops"];

/** Creates a trusted key from one public JWK. @throws if the kind is unsupported or the numbers do not form a key */
export async function makeTrustedKey(
  member: Record<string, unknown>,
  from: Pick<TrustedKey, "source" | "fetchedAt"> & Partial<TrustedKey>,
): Promise<TrustedKey> {
  const jwk = Object.fromEntries(publicNames.filter((name) => Object.hasOwn(member, name)).map((n) => [n, member[n]]));
  const weakness = findWeakness(jwk);
  // The import proves that the numbers form a key (a point on its curve); other limits are checked separately.
  if (!weakness) await importJWK({ ...pickNumbers(jwk), alg: guessAlgorithm(jwk) });
  return {
    jwk,
    thumbprint: await calculateJwkThumbprint(jwk),
    kid: typeof jwk.kid === "string" ? jwk.kid : null,
    pem: exportPem(jwk),
    ...describeKind(jwk),
    weakness,
    stale: false,
    published: true,
    firstSeenAt: null,
    lastSeenAt: null,
    certificate: null,
    ...from,
  };
}

function exportPem(jwk: JWK): string {
  try {
    const key = createPublicKey({ key: pickNumbers(jwk) as JsonWebKey, format: "jwk" });
    return String(key.export({ type: "spki", format: "pem" }));
  } catch {
    return "";
  }
}

/** Keeps only the key's numbers; usage restrictions are checked separately, each with its own reason. */
export function pickNumbers(jwk: JWK): JWK {
  const { kty, crv, x, y, n, e } = jwk;
  return Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined));
}
