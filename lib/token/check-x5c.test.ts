import "../formats/x509/reflect-metadata.ts";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import {
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { CompactSign } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { checkX5c, type X5cFinding } from "./check-x5c.ts";
import { verifyToken } from "./verify-token.ts";

const now = new Date("2026-11-23T12:00:00Z");
const issuedAt = new Date("2026-01-01T00:00:00Z");
const ecdsa = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

type Holder = { certificate: X509Certificate; keys: CryptoKeyPair };
type Wanted = {
  subject: string;
  issuer?: Holder;
  from?: string;
  to?: string;
  ca?: boolean;
  pathLength?: number;
  usages?: number;
  more?: Extension[];
  spki?: Buffer;
};

let serial = 1;
async function make(wanted: Wanted): Promise<Holder> {
  const {
    subject,
    issuer,
    from = "2025-01-01",
    to = "2030-01-01",
    ca = false,
    pathLength,
    usages,
    more = [],
    spki,
  } = wanted;
  const keys = await crypto.subtle.generateKey(ecdsa, true, ["sign", "verify"]);
  const flags = usages ?? (ca ? KeyUsageFlags.keyCertSign : KeyUsageFlags.digitalSignature);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: `0${serial++ % 10}`,
    subject,
    issuer: issuer?.certificate.subject ?? subject,
    notBefore: new Date(from),
    notAfter: new Date(to),
    publicKey: spki ? new Uint8Array(spki) : keys.publicKey,
    signingKey: issuer?.keys.privateKey ?? keys.privateKey,
    signingAlgorithm: ecdsa,
    extensions: [new BasicConstraintsExtension(ca, pathLength, true), new KeyUsagesExtension(flags, true), ...more],
  });
  return { certificate, keys };
}

const chainOf = (...holders: Holder[]) =>
  holders.map(({ certificate }) => Buffer.from(certificate.rawData).toString("base64"));
const subject = "CN=Evidence Signing, O=Provider, C=CH";
let root: Holder;
let middle: Holder;

beforeAll(async () => {
  root = await make({ subject: "CN=Root", ca: true });
  middle = await make({ subject: "CN=Issuing", ca: true, issuer: root, pathLength: 0 });
});

const check = (x5c: unknown, more: { wanted?: string; iat?: Date | null } = {}) =>
  checkX5c(
    x5c,
    { subject: more.wanted ?? subject, roots: [root.certificate] },
    more.iat === undefined ? issuedAt : more.iat,
    now,
  );
const outcome = (finding: X5cFinding) => (finding.kind === "refused" ? finding.reason : finding.kind);

describe("a certification path in a token", () => {
  test("to a configured trust anchor is trusted, with or without the anchor in it", async () => {
    const leaf = await make({ subject, issuer: middle });
    expect(await check(chainOf(leaf, middle))).toMatchObject({
      kind: "trusted",
      expired: false,
      key: { source: "x5c", certificate: { subject: leaf.certificate.subject } },
    });
    expect(outcome(await check(chainOf(leaf, middle, root)))).toBe("trusted");
    expect(outcome(await check(chainOf(leaf, middle), { wanted: "C=CH, O=Provider, CN=Evidence Signing" }))).toBe(
      "trusted",
    );
    expect(outcome(await check(chainOf(leaf, middle), { iat: null }))).toBe("trusted");
  });

  test("to another trust anchor, or with a certificate missing or forged, is not trusted", async () => {
    const other = await make({ subject: "CN=Root", ca: true });
    const issuing = await make({ subject: "CN=Issuing", ca: true, issuer: other });
    const leaf = await make({ subject, issuer: issuing });
    expect(outcome(await check(chainOf(leaf, issuing, other)))).toBe("untrusted");
    expect(outcome(await check(chainOf(leaf, middle)))).toBe("untrusted");
    expect(outcome(await check(chainOf(await make({ subject, issuer: middle }))))).toBe("untrusted");
    expect(outcome(await check(chainOf(await make({ subject }))))).toBe("untrusted");
  });

  test("of another subject under the same trust anchor is rejected", async () => {
    for (const name of ["CN=Evidence Signing", "CN=Evidence Signing, O=Other, C=CH", "CN=Other, O=Provider, C=CH"])
      expect(outcome(await check(chainOf(await make({ subject: name, issuer: middle }), middle)))).toBe(
        "certificate_subject_differs",
      );
  });

  test("must be valid at issuance, and reports a later expiry", async () => {
    const late = await make({ subject, issuer: middle, from: "2026-06-01" });
    expect(outcome(await check(chainOf(late, middle)))).toBe("certificate_not_valid_at_issue");
    const over = await make({ subject, issuer: middle, to: "2026-06-01" });
    expect(await check(chainOf(over, middle))).toMatchObject({ kind: "trusted", expired: true });
    const future = await make({ subject, issuer: middle, from: "2027-01-01" });
    expect(outcome(await check(chainOf(future, middle), { iat: null }))).toBe("certificate_not_yet_valid");
  });

  test("requires CA certificates, path length limits and key usage", async () => {
    const leaf = await make({ subject: "CN=Leaf", issuer: root });
    expect(outcome(await check(chainOf(await make({ subject, issuer: leaf }), leaf)))).toBe(
      "certificate_not_authority",
    );
    const deep = await make({ subject: "CN=Deep", ca: true, issuer: middle });
    expect(outcome(await check(chainOf(await make({ subject, issuer: deep }), deep, middle)))).toBe(
      "certificate_path_too_long",
    );
    const noSigner = await make({ subject: "CN=No", ca: true, issuer: root, usages: KeyUsageFlags.digitalSignature });
    expect(outcome(await check(chainOf(await make({ subject, issuer: noSigner }), noSigner)))).toBe(
      "certificate_key_usage",
    );
    const encrypting = await make({ subject, issuer: middle, usages: KeyUsageFlags.keyEncipherment });
    expect(outcome(await check(chainOf(encrypting, middle)))).toBe("certificate_key_usage");
  });

  test("with an unknown critical extension is rejected", async () => {
    const unusual = new Extension("1.2.3.4.5", true, new Uint8Array([5, 0]));
    expect(outcome(await check(chainOf(await make({ subject, issuer: middle, more: [unusual] }), middle)))).toBe(
      "certificate_critical_extension",
    );
  });

  test.each([
    null,
    "AAAA",
    [],
    [1],
    ["AAAA"],
    ["not base64!"],
    Array.from({ length: 9 }, () => "AAAA"),
    ["A".repeat(30_000)],
  ])("that is malformed is rejected (%#)", async (x5c) => {
    expect(outcome(await check(x5c))).toBe("certificate_malformed");
  });

  test("decides the verdict of its token", async () => {
    const leaf = await make({ subject, issuer: middle });
    const over = await make({ subject, issuer: middle, to: "2026-06-01" });
    const judge = async (holder: Holder, x5c: string[], chain = true) => {
      const iat = issuedAt.getTime() / 1000;
      const token = await new CompactSign(Buffer.from(JSON.stringify({ sub: "evidence-12345", iat })))
        .setProtectedHeader({ alg: "ES256", x5c })
        .sign(holder.keys.privateKey);
      const trust = chain ? { subject, roots: [root.certificate] } : null;
      const { verdict, reason } = await verifyToken(Buffer.from(token), {
        keys: { configured: true, complete: true, keys: [], chain: trust },
        policy: { algorithms: ["ES256"], issuer: undefined, audience: undefined },
        evidence: { evidenceId: "evidence-12345", status: null },
        now,
      });
      return `${verdict} ${reason}`;
    };
    expect(await judge(leaf, chainOf(leaf, middle))).toBe("valid valid");
    expect(await judge(over, chainOf(over, middle))).toBe("expired certificate_expired");
    expect(await judge(over, chainOf(leaf, middle))).toBe("invalid signature_differs");
    expect(await judge(leaf, chainOf(leaf))).toBe("untrusted unknown_key");
    expect(await judge(leaf, ["AAAA"])).toBe("invalid certificate_malformed");
    expect(await judge(leaf, chainOf(leaf, middle), false)).toBe("untrusted unknown_key");
  });
});

test.each([
  ["secp256k1", () => generateKeyPairSync("ec", { namedCurve: "secp256k1" })],
  ["Ed448", () => generateKeyPairSync("ed448")],
  ["DSA", () => generateKeyPairSync("dsa", { modulusLength: 2048, divisorLength: 256 })],
  ["an RSA key above 16384 bits", null],
] as const)("a leaf whose key is %s is unsupported, which is not a defect", async (_, generate) => {
  const modulus = Buffer.concat([Buffer.from([0, 0x80]), Buffer.alloc(2100, 1)]);
  const long = () =>
    createPublicKey({ key: { kty: "RSA", e: "AQAB", n: modulus.toString("base64url") }, format: "jwk" });
  const spki = (generate ? generate().publicKey : long()).export({ type: "spki", format: "der" });
  const leaf = await make({ subject, issuer: middle, spki });
  const token = await new CompactSign(Buffer.from('{"evidenceId":"evidence-1"}'))
    .setProtectedHeader({ alg: "RS256", x5c: chainOf(leaf, middle) })
    .sign(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey);
  const { verdict, reason } = await verifyToken(Buffer.from(token), {
    keys: { configured: true, complete: true, keys: [], chain: { subject, roots: [root.certificate] } },
    policy: { algorithms: ["RS256"], issuer: undefined, audience: undefined },
    evidence: { evidenceId: "evidence-1", status: null },
    now,
  });
  expect([verdict, reason]).toEqual(["untrusted", "cannot_be_checked_here"]);
});
