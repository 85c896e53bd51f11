import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sniff } from "#lib/formats/media/sniff";
import { readCertificates } from "./certificate.ts";
import { readCms } from "./cms.ts";

const folder = mkdtempSync(join(tmpdir(), "cms-"));
const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));

beforeAll(() => {
  const run = (...words: string[]) => execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });
  run(
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "key.pem",
    "-out",
    "cert.pem",
    "-days",
    "30",
    "-subj",
    "/CN=Specimen Signer/O=Tests/C=CH",
  );
  run("x509", "-in", "cert.pem", "-outform", "DER", "-out", "cert.cer");
  writeFileSync(join(folder, "text"), "evidence");
  const sign = (...options: string[]) =>
    run("cms", "-sign", "-binary", "-in", "text", "-signer", "cert.pem", "-inkey", "key.pem", ...options);
  sign("-outform", "DER", "-out", "detached.p7s");
  sign("-nodetach", "-outform", "PEM", "-out", "whole.pem");
});
afterAll(() => rmSync(folder, { recursive: true }));

test("reads the same certificate fields as another library, from DER and PEM", async () => {
  const known = new X509Certificate(readFileSync(join(folder, "cert.cer")));
  for (const name of ["cert.cer", "cert.pem"]) {
    const [fields] = await readCertificates(read(name));
    expect(fields?.subject).toBe("CN=Specimen Signer, O=Tests, C=CH");
    expect(fields?.serialNumber.toUpperCase()).toBe(known.serialNumber);
    expect(fields?.sha256).toBe(known.fingerprint256.replaceAll(":", "").toLowerCase());
    expect(fields?.publicKey).toContain("2048 bit");
    expect(sniff(read(name), read(name).length).kind).toBe("certificate");
  }
});

test("scans a PEM text of unterminated certificates in one pass", async () => {
  const text = "-----BEGIN CERTIFICATE-----\n".repeat(300_000);
  await expect(readCertificates(new TextEncoder().encode(text))).rejects.toThrow();
});

test("reads signer, digest and presence of eContent of SignedData", async () => {
  const detached = await readCms(read("detached.p7s"));
  expect(detached.eContent).toBeNull();
  expect(detached.signers[0]?.id).toContain("CN=Specimen Signer");
  expect(detached.signers[0]?.messageDigest).toMatch(/^[0-9a-f]{64}$/);
  expect(detached.signers[0]?.signingTime).toMatch(/^20\d\d-/);
  expect(detached.certificates).toHaveLength(1);
  expect(sniff(read("detached.p7s"), read("detached.p7s").length).kind).toBe("cms");
  const whole = await readCms(read("whole.pem"));
  expect(new TextDecoder().decode(whole.eContent ?? undefined)).toBe("evidence");
});

test("rejects truncated and damaged SignedData", async () => {
  const bytes = read("detached.p7s");
  for (const offset of [0, 1, 5, 30, bytes.length >> 1, bytes.length - 1])
    await expect(readCms(bytes.slice(0, offset))).rejects.toThrow();
});
