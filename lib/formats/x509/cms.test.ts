import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sniff } from "#lib/formats/media/sniff";
import { readCertificates } from "./certificate.ts";
import { readCms, type SignedDataFields } from "./cms.ts";

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
/** Runs `openssl cms` on the text with more words. */
function makeCms(name: string, ...words: string[]): Uint8Array<ArrayBuffer> {
  const args = ["cms", ...words, "-binary", "-in", "text", "-out", name];
  execFileSync("openssl", words.includes("-outform") ? args : [...args, "-outform", "DER"], {
    cwd: folder,
    stdio: "pipe",
  });
  return read(name);
}

async function readSigned(bytes: Uint8Array<ArrayBuffer>): Promise<SignedDataFields> {
  const content = await readCms(bytes);
  if (!("signers" in content)) throw new TypeError("not signed data");
  return content;
}

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
  const detached = await readSigned(read("detached.p7s"));
  expect(detached.eContent).toBeNull();
  expect(detached.signers[0]?.id).toContain("CN=Specimen Signer");
  expect(detached.signers[0]?.messageDigest).toMatch(/^[0-9a-f]{64}$/);
  expect(detached.signers[0]?.signingTime).toMatch(/^20\d\d-/);
  expect(detached.certificates).toHaveLength(1);
  expect(sniff(read("detached.p7s"), read("detached.p7s").length).kind).toBe("cms");
  const whole = await readSigned(read("whole.pem"));
  expect(new TextDecoder().decode(whole.eContent ?? undefined)).toBe("evidence");
});

test("rejects truncated and damaged SignedData", async () => {
  const bytes = read("detached.p7s");
  for (const offset of [0, 1, 5, 30, bytes.length >> 1, bytes.length - 1])
    await expect(readCms(bytes.slice(0, offset))).rejects.toThrow();
});

test("reads signed data of indefinite length, and shows the same certificate", async () => {
  const bytes = makeCms(
    "stream.p7s",
    "-sign",
    "-signer",
    "cert.pem",
    "-inkey",
    "key.pem",
    "-nodetach",
    "-stream",
    "-indef",
  );
  expect(bytes[1]).toBe(0x80);
  expect(sniff(bytes, bytes.length)).toMatchObject({ kind: "cms", label: "CMS signed data", detail: "BER" });
  const { eContent, certificates } = await readSigned(bytes);
  expect(new TextDecoder().decode(eContent ?? undefined)).toBe("evidence");
  expect(certificates).toEqual(await readCertificates(read("cert.cer")));
});

test("shows the digest of a certificate as sent, also if CMS holds it in BER", async () => {
  const sent = read("cert.cer");
  const content = sent.subarray(4);
  const ber = Buffer.concat([Buffer.from("3080", "hex"), content, Buffer.from("0000", "hex")]);
  const signed = Buffer.concat([
    Buffer.from("308006092a864886f70d010702a0803080020101310030800609" + "2a864886f70d0107010000a080", "hex"),
    ber,
    Buffer.from("000031000000" + "00000000", "hex"),
  ]);
  const { certificates } = await readSigned(new Uint8Array(signed));
  expect(certificates).toMatchObject([{ sha256: createHash("sha256").update(ber).digest("hex"), encoding: "BER" }]);
});

const secret = "-secretkey 00112233445566778899aabbccddeeff -secretkeyid 01".split(" ");

test.each([
  ["enveloped data", "CMS enveloped data", ["-encrypt", "-aes-256-cbc", "cert.pem"], { encryption: /^AES-256-CBC/ }],
  [
    "encrypted data",
    "CMS encrypted data",
    ["-EncryptedData_encrypt", "-aes128", ...secret.slice(0, 2)],
    { encryption: /^AES-128-CBC/ },
  ],
  ["digested data", "CMS digested data", ["-digest_create", "-md", "sha256"], { encryption: null }],
  [
    "authenticated-enveloped data",
    "CMS authenticated-enveloped data",
    ["-encrypt", "-aes-256-gcm", "cert.pem"],
    { encryption: /^AES-256-GCM/ },
  ],
] as const)("names %s for what it is", async (kind, label, [mode, ...words], { encryption }) => {
  const recipient = words.filter((word) => word === "cert.pem");
  const rest = words.filter((word) => word !== "cert.pem");
  const args = ["cms", mode, ...rest, "-binary", "-in", "text", "-out", "other.p7m", "-outform", "DER", ...recipient];
  execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const bytes = read("other.p7m");
  expect(sniff(bytes, bytes.length)).toMatchObject({ kind: "cms", label });
  const content = await readCms(bytes);
  expect(content).not.toHaveProperty("signers");
  expect(content.contentType).toContain(`${kind} (1.2.840.`);
  if ("encryption" in content) {
    if (encryption) expect(content.encryption).toMatch(encryption);
    else
      expect(content).toMatchObject({
        encryption,
        digest: { value: createHash("sha256").update("evidence").digest("hex") },
      });
  }
});

test("names authenticated data for what it is", async () => {
  const bytes = new Uint8Array(Buffer.from("301b060b2a864886f70d0109100102a00c300a020100310030" + "03060100", "hex"));
  expect(sniff(bytes, bytes.length).label).toBe("CMS authenticated data");
  expect((await readCms(bytes)).contentType).toBe("authenticated data (1.2.840.113549.1.9.16.1.2)");
});
