import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint, importJWK, type JWK } from "jose";
import type { CertificateSummary } from "#lib/formats/x509/certificate";
import { findWeakness, measureModulus, type Weakness } from "#lib/formats/x509/weak-key";

/** Where a trusted key came from: the setting that names it, or a certificate chain that the token brought. */
export type KeySource = "TRUST_JWKS_URL" | "TRUST_JWKS_FILE" | "TRUST_PEM_FILE" | "x5c";

/** A public key that may verify a token. */
export type TrustedKey = {
  jwk: JWK;
  /** SPKI in PEM; empty for a key whose numbers make no key. Such a key is weak and verifies nothing. */
  pem: string;
  /** RFC 7638, SHA-256, base64url. */
  thumbprint: string;
  /** Null for keys without a name (PEM): they are tried whatever the token calls its key. */
  kid: string | null;
  /** `RSA`, `EC P-256`, `Ed25519`, … */
  kind: string;
  sizeBits: number | null;
  weakness: Weakness | null;
  source: KeySource;
  /** ISO 8601 UTC: when the source was read. */
  fetchedAt: string;
  /** The source could not be read again; this is what it said last. */
  stale: boolean;
  /** False for a key that the source used to publish and does not any more. */
  published: boolean;
  firstSeenAt: string | null;
  lastSeenAt: string | null;
  certificate: CertificateSummary | null;
};

/** A trusted public key of a kind that cannot be checked here: its tokens are not called invalid. */
export type UnsupportedKey = { kid: string | null; kind: string };

const curveBits: Record<string, number> = { "P-256": 256, "P-384": 384, "P-521": 521, Ed25519: 256 };
const privateNames = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

/** True for a member that holds, or is, a secret: such a set is refused whole. */
export function holdsSecret(jwk: Record<string, unknown>): boolean {
  return jwk.kty === "oct" || privateNames.some((name) => Object.hasOwn(jwk, name));
}

const maxKindChars = 40;

/** The kind of a public JWK that no algorithm here uses (RFC 7518 section 6, RFC 8037, RFC 8812), or null for a kind that one does. */
export function unsupportedKind({ kty, crv }: Record<string, unknown>): string | null {
  if (typeof kty !== "string" || kty === "RSA") return null;
  if (kty !== "EC" && kty !== "OKP") return kty.slice(0, maxKindChars);
  const fits = typeof crv === "string" && Object.hasOwn(curveBits, crv) && (crv === "Ed25519") === (kty === "OKP");
  if (fits || typeof crv !== "string") return null;
  return `${kty} ${crv}`.slice(0, maxKindChars);
}

/** A public key as JWK, and its kind where no algorithm here uses it; such a key may have an empty JWK. */
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

/** An algorithm that this kind of key can serve, only to see whether the key can be read at all. */
function guessAlgorithm(jwk: JWK): string {
  if (jwk.kty === "RSA") return "RS256";
  if (jwk.kty === "OKP") return "Ed25519";
  return { "P-256": "ES256", "P-384": "ES384", "P-521": "ES512" }[jwk.crv ?? ""] ?? "";
}

const publicNames = ["kty", "crv", "x", "y", "n", "e", "kid", "alg", "use", "key_ops"];

/**
 * Makes a trusted key of one public JWK.
 * @throws when the key is of a kind that no allowed algorithm uses, or its numbers make no key
 */
export async function makeTrustedKey(
  member: Record<string, unknown>,
  from: Pick<TrustedKey, "source" | "fetchedAt"> & Partial<TrustedKey>,
): Promise<TrustedKey> {
  const jwk = Object.fromEntries(publicNames.filter((name) => Object.hasOwn(member, name)).map((n) => [n, member[n]]));
  const weakness = findWeakness(jwk);
  // The import proves that the numbers make a key (a point on its curve); its own limits come with the hygiene.
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

/** The key's numbers alone: what it says of its use is checked by us, with words for each case. */
export function pickNumbers(jwk: JWK): JWK {
  const { kty, crv, x, y, n, e } = jwk;
  return Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined));
}
