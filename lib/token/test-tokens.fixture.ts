import { CompactSign, exportJWK, generateKeyPair, type JWK } from "jose";
import { makeTrustedKey, type TrustedKey } from "#lib/trusted-keys/trusted-key";
import type { Verdict } from "./schema.ts";
import { type VerificationContext, verifyToken } from "./verify-token.ts";

export const now = new Date("2026-03-10T12:00:00Z");
export const nowS = now.getTime() / 1000;
export const evidenceId = "evidence-12345";
export const good = { iss: "https://id.example", aud: "desk", sub: evidenceId, iat: nowS - 100, exp: nowS + 3600 };
export const encodePart = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

type Pair = { privateKey: CryptoKey; jwk: JWK; trusted: TrustedKey };
async function makePair(alg: string, kid: string | undefined): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), ...(kid === undefined ? {} : { kid }) };
  const from = { source: "TRUST_JWKS_FILE", fetchedAt: now.toISOString() } as const;
  return { privateKey, jwk, trusted: await makeTrustedKey(jwk, from) };
}

export const rsa = await makePair("RS256", "rsa-1");
export const ec = await makePair("ES256", "ec-1");
export const ed = await makePair("Ed25519", "ed-1");
export const untrusted = await makePair("RS256", "untrusted");

export const sign = (claims: unknown, header: Record<string, unknown>, pair: Pair) =>
  new CompactSign(Buffer.from(typeof claims === "string" ? claims : JSON.stringify(claims)))
    .setProtectedHeader({ alg: "RS256", kid: "rsa-1", ...header } as never)
    .sign(pair.privateKey, { crit: { "urn:x": true } });

/** Signs exactly this header and payload text, valid or not. */
export async function signRaw(header: string, payload: string, pair: Pair = rsa): Promise<string> {
  const input = `${encodePart(header)}.${encodePart(payload)}`;
  const bytes = await crypto.subtle.sign("RSASSA-PKCS1-v1_5", pair.privateKey, Buffer.from(input));
  return `${input}.${Buffer.from(bytes).toString("base64url")}`;
}

export function makeContext(change: Partial<VerificationContext> = {}): VerificationContext {
  return {
    keys: { configured: true, complete: true, chain: null, keys: [rsa.trusted, ec.trusted, ed.trusted] },
    policy: {
      algorithms: "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519".split(" "),
      issuer: undefined,
      audience: undefined,
    },
    evidence: { evidenceId, status: { id: "id-778899", transactionCode: "TX-88213", completedAt: null } },
    now,
    ...change,
  };
}

export const verify = (token: string | Buffer, change: Partial<VerificationContext> = {}) =>
  verifyToken(Buffer.from(token as string), makeContext(change));
export const outcome = ({ verdict, reason }: Verdict) => `${verdict} ${reason}`;
export const reasonOf = (verdict: Verdict, name: string) => verdict.checks.find((check) => check.name === name)?.reason;
