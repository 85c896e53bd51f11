import { CompactSign } from "jose";
import { encryptCompact } from "./encrypt.ts";
import type { Identification, TokenKind } from "./identification.ts";
import { readCertificateChain, readTestKey } from "./keys.ts";
import type { Person } from "./people.ts";
import { concealClaims, joinSdJwt } from "./sd-jwt.ts";
import { type Attested, makeClaims } from "./token-claims.ts";

/** The evidence token (Get Identification Evidence JWT): a JWS in compact serialization. */

const signers: Record<Exclude<TokenKind, "none">, string> = {
  rs256: "provider-rsa",
  es256: "provider-ec",
  "ps256-anew": "provider-pss",
  untrusted: "unknown-rsa",
  expired: "provider-rsa",
  "unknown-kid": "unpublished-rsa",
  "of-other-evidence": "provider-rsa",
  "x5c-good": "x5c-leaf",
  "x5c-bad": "x5c-untrusted-leaf",
  empty: "provider-rsa",
  "empty-claims": "provider-rsa",
  "sd-jwt": "provider-ec",
  jwe: "provider-rsa",
};

function makeHeader(kind: Exclude<TokenKind, "none">) {
  const { kid, alg } = readTestKey(signers[kind]);
  if (kind === "x5c-good") return { alg, typ: "JWT", x5c: readCertificateChain("x5c") };
  if (kind === "x5c-bad") return { alg, typ: "JWT", x5c: readCertificateChain("x5c-untrusted") };
  return { alg, typ: "JWT", ...(kid ? { kid } : {}) };
}

function sign(kind: Exclude<TokenKind, "none">, payload: string, typ = "JWT"): Promise<string> {
  const { privateKey } = readTestKey(signers[kind]);
  return new CompactSign(Buffer.from(payload)).setProtectedHeader({ ...makeHeader(kind), typ }).sign(privateKey);
}

export async function makeToken(
  identification: Identification,
  person: Person,
  attested: Attested,
  now: Date,
): Promise<string> {
  const kind = identification.token ?? "rs256";
  if (kind === "empty") return sign(kind, "");
  if (kind === "empty-claims") return sign(kind, "{}");
  const claims = makeClaims(identification, person, attested, now);
  if (kind === "sd-jwt") {
    const { payload, disclosures } = concealClaims(claims, identification.evidenceId);
    return joinSdJwt(await sign(kind, JSON.stringify(payload), "dc+sd-jwt"), disclosures);
  }
  if (kind === "none") {
    const header = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" }));
    return `${header.toString("base64url")}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`;
  }
  const token = await sign(kind, JSON.stringify(claims));
  // A nested JWT (RFC 7519 section 5.2): `cty` says that the plaintext is a JWT.
  return kind === "jwe" ? encryptCompact(Buffer.from(token), { typ: "JWT", cty: "JWT" }) : token;
}
