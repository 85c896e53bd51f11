import { describe, expect, test } from "vitest";
import { ecKeys, makeCertificate, toBase64 } from "#lib/formats/x509/make-certificate.fixture";
import { parseCertificate } from "#lib/formats/x509/parse-certificate";
import { pathCases } from "#lib/formats/x509/path-cases/all.fixture";
import {
  issuedAt,
  leafSubject,
  makeLeaf,
  middle,
  root,
  validationTime,
} from "#lib/formats/x509/path-cases/path-case.fixture";
import { checkX5c } from "./check-x5c.ts";

describe.each(Object.entries(pathCases))("certification paths: %s", (_, cases) => {
  test.each(cases.map((one) => [one.name, one] as const))("%s", async (_name, { sent, anchors, expected }) => {
    const roots = anchors.map(({ der }) => parseCertificate(der));
    const finding = await checkX5c(sent.map(toBase64), { subject: leafSubject, roots }, issuedAt, validationTime);
    if (finding.kind === "trusted") expect(finding.expired ? "expired" : "trusted").toBe(expected);
    else expect("reason" in finding ? finding.reason : finding.kind).toBe(expected);
  });
});

const roots = [parseCertificate(root.der)];
const trusted = [makeLeaf(middle), middle].map(({ der }) => der);
const check = (sent: readonly Uint8Array[]) =>
  checkX5c(
    sent.map((der) => Buffer.from(der).toString("base64")),
    { subject: leafSubject, roots },
    issuedAt,
    validationTime,
  );

test("no changed bit of a path leaves it trusted", async () => {
  expect(await check(trusted)).toMatchObject({ kind: "trusted" });
  for (const [number, der] of trusted.entries()) {
    for (let offset = 0; offset < der.length; offset += 1) {
      const changed = new Uint8Array(der);
      changed[offset] = (changed[offset] ?? 0) ^ (1 << (offset % 8));
      const finding = await check(trusted.map((one, index) => (index === number ? changed : one)));
      expect(finding.kind, `byte ${offset} of certificate ${number}`).not.toBe("trusted");
    }
  }
});

test("no truncated certificate is trusted", async () => {
  const [leaf = new Uint8Array(), ca = new Uint8Array()] = trusted;
  for (let length = 0; length < leaf.length; length += 7)
    expect((await check([leaf.subarray(0, length), ca])).kind).not.toBe("trusted");
});

test("CAs of one name that certify each other in a circle end soon", async () => {
  const subject = "CN=Circle";
  const keys = Array.from({ length: 7 }, () => ecKeys());
  const holders = keys.map((own) => ({ der: new Uint8Array(), keys: own, subject }));
  const circle = keys.map((own, index) =>
    makeCertificate({ subject, ca: true, keys: own, issuer: holders[(index + 1) % 7] ?? root }),
  );
  const sent = [makeLeaf(holders[0] ?? root), ...circle].map(({ der }) => der);
  const started = performance.now();
  expect(await check(sent)).toEqual({ kind: "untrusted" });
  expect(performance.now() - started).toBeLessThan(5_000);
});
