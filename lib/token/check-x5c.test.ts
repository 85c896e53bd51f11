import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { CompactSign } from "jose";
import { describe, expect, test } from "vitest";
import {
  extension,
  type Holder,
  makeCertificate,
  toBase64,
  type Wanted,
} from "#lib/formats/x509/make-certificate.fixture";
import { parseCertificate } from "#lib/formats/x509/parse-certificate";
import { hex } from "#lib/formats/x509/write-der.fixture";
import { checkX5c, type X5cFinding } from "./check-x5c.ts";
import { verifyToken } from "./verify-token.ts";

const now = new Date("2026-11-23T12:00:00Z");
const issuedAt = new Date("2026-01-01T00:00:00Z");

const make = (wanted: Wanted) => makeCertificate(wanted);
const chainOf = (...holders: Holder[]) => holders.map(toBase64);
const subject = "CN=Evidence Signing, O=Provider, C=CH";
const root = make({ subject: "CN=Root", ca: true });
const middle = make({ subject: "CN=Issuing", ca: true, issuer: root, pathLength: 0 });
const roots = [parseCertificate(root.der)];

const check = (x5c: unknown, more: { wanted?: string; iat?: Date | null } = {}) =>
  checkX5c(x5c, { subject: more.wanted ?? subject, roots }, more.iat === undefined ? issuedAt : more.iat, now);
const outcome = (finding: X5cFinding) => (finding.kind === "refused" ? finding.reason : finding.kind);

describe("a certification path in a token", () => {
  test("to a configured trust anchor is trusted, with or without the anchor in it", async () => {
    const leaf = make({ subject, issuer: middle });
    expect(await check(chainOf(leaf, middle))).toMatchObject({
      kind: "trusted",
      expired: false,
      key: { source: "x5c", certificate: { subject: String(leaf.subject) } },
    });
    expect(outcome(await check(chainOf(leaf, middle, root)))).toBe("trusted");
    expect(outcome(await check(chainOf(leaf, middle), { wanted: "C=CH, O=Provider, CN=Evidence Signing" }))).toBe(
      "trusted",
    );
    expect(outcome(await check(chainOf(leaf, middle), { iat: null }))).toBe("trusted");
  });

  test("to another trust anchor, or with a certificate missing or forged, is not trusted", async () => {
    const other = make({ subject: "CN=Root", ca: true });
    const issuing = make({ subject: "CN=Issuing", ca: true, issuer: other });
    const leaf = make({ subject, issuer: issuing });
    expect(outcome(await check(chainOf(leaf, issuing, other)))).toBe("untrusted");
    expect(outcome(await check(chainOf(leaf, middle)))).toBe("untrusted");
    expect(outcome(await check(chainOf(make({ subject, issuer: middle }))))).toBe("untrusted");
    expect(outcome(await check(chainOf(make({ subject }))))).toBe("untrusted");
  });

  test("of another subject under the same trust anchor is rejected", async () => {
    for (const name of ["CN=Evidence Signing", "CN=Evidence Signing, O=Other, C=CH", "CN=Other, O=Provider, C=CH"])
      expect(outcome(await check(chainOf(make({ subject: name, issuer: middle }), middle)))).toBe(
        "certificate_subject_differs",
      );
  });

  test("must be valid at issuance, and reports a later expiry", async () => {
    const late = make({ subject, issuer: middle, from: "2026-06-01" });
    expect(outcome(await check(chainOf(late, middle)))).toBe("certificate_not_valid_at_issue");
    const over = make({ subject, issuer: middle, to: "2026-06-01" });
    expect(await check(chainOf(over, middle))).toMatchObject({ kind: "trusted", expired: true });
    const future = make({ subject, issuer: middle, from: "2027-01-01" });
    expect(outcome(await check(chainOf(future, middle), { iat: null }))).toBe("certificate_not_yet_valid");
  });

  test("requires CA certificates, path length limits and key usage", async () => {
    const leaf = make({ subject: "CN=Leaf", issuer: root });
    expect(outcome(await check(chainOf(make({ subject, issuer: leaf }), leaf)))).toBe("certificate_not_authority");
    const deep = make({ subject: "CN=Deep", ca: true, issuer: middle });
    expect(outcome(await check(chainOf(make({ subject, issuer: deep }), deep, middle)))).toBe(
      "certificate_path_too_long",
    );
    const noSigner = make({ subject: "CN=No", ca: true, issuer: root, usages: ["digitalSignature"] });
    expect(outcome(await check(chainOf(make({ subject, issuer: noSigner }), noSigner)))).toBe("certificate_key_usage");
    const encrypting = make({ subject, issuer: middle, usages: ["keyEncipherment"] });
    expect(outcome(await check(chainOf(encrypting, middle)))).toBe("certificate_key_usage");
  });

  test("with an unknown critical extension is rejected", async () => {
    const odd = extension("1.2.3.4.5", hex("0500"), true);
    expect(outcome(await check(chainOf(make({ subject, issuer: middle, more: [odd] }), middle)))).toBe(
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
    const leaf = make({ subject, issuer: middle });
    const over = make({ subject, issuer: middle, to: "2026-06-01" });
    const judge = async (holder: Holder, x5c: string[], chain = true) => {
      const iat = issuedAt.getTime() / 1000;
      const token = await new CompactSign(Buffer.from(JSON.stringify({ sub: "evidence-12345", iat })))
        .setProtectedHeader({ alg: "ES256", x5c })
        .sign(holder.keys.privateKey);
      const trust = chain ? { subject, roots } : null;
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
    const server = make({ subject, issuer: middle, purposes: ["1.3.6.1.5.5.7.3.1"] });
    expect(await judge(server, chainOf(server, middle))).toBe("invalid certificate_extended_key_usage");
    // A constraint that is not processed is our own limit, not a defect of the token.
    const policies = extension("2.5.29.36", hex("3003800100"));
    const limited = make({ subject, issuer: middle, more: [policies] });
    expect(await judge(limited, chainOf(limited, middle))).toBe("untrusted certificate_constraint_unsupported");
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
  const leaf = make({ subject, issuer: middle, spki: new Uint8Array(spki) });
  const token = await new CompactSign(Buffer.from('{"evidenceId":"evidence-1"}'))
    .setProtectedHeader({ alg: "RS256", x5c: chainOf(leaf, middle) })
    .sign(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey);
  const { verdict, reason } = await verifyToken(Buffer.from(token), {
    keys: { configured: true, complete: true, keys: [], chain: { subject, roots } },
    policy: { algorithms: ["RS256"], issuer: undefined, audience: undefined },
    evidence: { evidenceId: "evidence-1", status: null },
    now,
  });
  expect([verdict, reason]).toEqual(["untrusted", "cannot_be_checked_here"]);
});
