import { CompactSign } from "jose";
import { addDays } from "./clock.ts";
import { type FileClaim, hashBytes } from "./evidence-files.ts";
import type { Identification, TokenKind } from "./identification.ts";
import { readCertificateChain, readTestKey } from "./keys.ts";
import type { Person } from "./people.ts";
import { identificationId, resolveTimes } from "./status.ts";

/** The evidence token (Get Identification Evidence JWT): a JWS in compact form over the claims below. */

/** What the token says beside the person: digests of what else the provider hands out. */
export type Attested = {
  files: readonly FileClaim[];
  record: { sha256: string; size: number };
  archive: { sha256: string; size: number };
};

const signers: Record<Exclude<TokenKind, "none">, string> = {
  rs256: "provider-rsa",
  es256: "provider-ec",
  "ps256-anew": "provider-pss",
  stranger: "stranger-rsa",
  expired: "provider-rsa",
  "unknown-kid": "unpublished-rsa",
  "of-somebody-else": "provider-rsa",
  "x5c-good": "x5c-leaf",
  "x5c-bad": "x5c-stranger-leaf",
};

/** Files whose digests the token signs; the others are claimed by the record alone, or by nobody. */
const signedPaths = /^(document|face\/selfie|report|chip\/sod)/;

const epochSeconds = (time: Date) => Math.floor(time.getTime() / 1000);

function makeBinding(identification: Identification) {
  const { evidenceId, transactionCode, binding = "evidence-id" } = identification;
  if (binding === "status-id") return { identificationId: identificationId(identification) };
  if (binding === "transaction-code") return { transactionCode };
  return { evidenceId, transactionCode };
}

/** The claims, in the order in which they are sent. Times are NumericDate (RFC 7519 section 2). */
function makeClaims(identification: Identification, person: Person, attested: Attested, now: Date) {
  const times = resolveTimes(identification, now);
  const finished = new Date(times.reviewedAt ?? times.completedAt ?? times.createdAt);
  const issued = new Date(finished.getTime() + 2000);
  const expires = identification.token === "expired" ? addDays(now, -30) : addDays(issued, 3653);
  const encoding = identification.token === "es256" ? "base64url" : "hex";
  const recode = (sha256: string) => (encoding === "hex" ? sha256 : Buffer.from(sha256, "hex").toString("base64url"));
  return {
    iss: "https://identification.sandbox.example.test",
    sub: `person-${hashBytes(person.folder).slice(0, 16)}`,
    aud: "express-qes",
    jti: `${identification.evidenceId}-1`,
    iat: epochSeconds(issued),
    exp: epochSeconds(expires),
    ...makeBinding(identification),
    result: "PASSED",
    method: identification.method,
    completedAt: times.completedAt,
    person: {
      firstName: person.givenName,
      lastName: person.familyName,
      dateOfBirth: identification.tokenBirthDate ?? person.birthDate,
      nationality: person.nationality,
    },
    ...(identification.tokenHashesEmail ? { emailSha256: hashBytes(person.email.toLowerCase()) } : {}),
    document: {
      type: "ID_CARD",
      number: person.documentNumber,
      issuingCountry: person.nationality,
      dateOfExpiry: person.expiresOn,
    },
    record: { sha256: recode(attested.record.sha256), size: attested.record.size },
    archive: { sha256: recode(attested.archive.sha256), size: attested.archive.size },
    files: attested.files
      .filter(({ path }) => signedPaths.test(path))
      .map(({ path, sha256, size }) => ({ path, sha256: recode(sha256), size })),
  };
}

function makeHeader(kind: Exclude<TokenKind, "none">) {
  const { kid, alg } = readTestKey(signers[kind]);
  if (kind === "x5c-good") return { alg, typ: "JWT", x5c: readCertificateChain("x5c") };
  if (kind === "x5c-bad") return { alg, typ: "JWT", x5c: readCertificateChain("x5c-stranger") };
  return { alg, typ: "JWT", ...(kid ? { kid } : {}) };
}

export async function makeToken(
  identification: Identification,
  person: Person,
  attested: Attested,
  now: Date,
): Promise<string> {
  const kind = identification.token ?? "rs256";
  const payload = Buffer.from(JSON.stringify(makeClaims(identification, person, attested, now)));
  if (kind === "none") {
    const header = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" }));
    return `${header.toString("base64url")}.${payload.toString("base64url")}.`;
  }
  const { privateKey } = readTestKey(signers[kind]);
  return new CompactSign(payload).setProtectedHeader(makeHeader(kind)).sign(privateKey);
}
