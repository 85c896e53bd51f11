import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { expect, test } from "vitest";
import { sniff } from "#lib/formats/media/sniff";
import { readCertificates } from "./certificate.ts";
import { certificateSha256, makeCertificate, rsaKeys, toPem } from "./make-certificate.fixture.ts";
import {
  bits,
  derInteger,
  derText,
  element,
  empty,
  hex,
  indefiniteLength,
  join,
  oid,
  sequence,
  set,
} from "./write-der.fixture.ts";

const bytesOf = (value: string) => new Uint8Array(Buffer.from(value));
const look = (bytes: Uint8Array) => sniff(bytes, bytes.length);
const certificate = makeCertificate({ subject: "CN=Muster, O=Tests" });

/** Runs openssl x509 on a certificate and returns what it writes. */
function convert(pem: string, ...words: string[]): Uint8Array<ArrayBuffer> {
  const folder = mkdtempSync(joinPath(tmpdir(), "x509-"));
  writeFileSync(joinPath(folder, "in.pem"), pem);
  execFileSync("openssl", ["x509", "-in", "in.pem", "-out", "out", ...words], { cwd: folder, stdio: "pipe" });
  const bytes = new Uint8Array(readFileSync(joinPath(folder, "out")));
  rmSync(folder, { recursive: true });
  return bytes;
}

test("reads a PEM text with words before BEGIN", async () => {
  for (const bytes of [
    bytesOf(`Bag Attributes\n    friendlyName: test\nsubject=CN = Muster\n${toPem(certificate)}`),
    convert(toPem(certificate), "-text"),
  ]) {
    expect(look(bytes)).toMatchObject({ kind: "certificate", label: "X.509 certificate, PEM" });
    expect(await readCertificates(bytes)).toMatchObject([
      { subject: "CN=Muster, O=Tests", sha256: certificateSha256(certificate) },
    ]);
  }
});

test("names a certificate with trust settings of OpenSSL, and shows the digest without them", async () => {
  const bytes = convert(toPem(certificate), "-trustout", "-addtrust", "serverAuth");
  expect(look(bytes)).toMatchObject({ kind: "certificate", label: "OpenSSL trusted certificate, PEM" });
  const [fields] = await readCertificates(bytes);
  expect(fields).toMatchObject({ sha256: certificateSha256(certificate), encoding: "DER" });
  expect(fields?.trailingBytes).toBeGreaterThan(0);
});

test("names a certificate of version 1 in DER", async () => {
  const { der } = makeCertificate({ subject: "CN=Old", version: 1 });
  expect(look(der)).toMatchObject({ kind: "certificate", label: "X.509 certificate", detail: "v1" });
  expect(await readCertificates(der)).toMatchObject([{ version: 1, subject: "CN=Old", extensions: [] }]);
  expect(await readCertificates(certificate.der)).toMatchObject([{ version: 3 }]);
});

test.each([
  [
    "a certificate request",
    sequence(sequence(derInteger(0), sequence(), sequence()), sequence(oid("1.2.3")), bits(hex("00"))),
  ],
  [
    "a revocation list",
    sequence(sequence(derInteger(1), sequence(oid("1.2.3")), sequence(set()), derText(0x17, "250101000000Z"))),
  ],
  ["numbers", sequence(sequence(derInteger(1), derInteger(2)))],
])("does not take %s for a certificate", (_, bytes) => {
  expect(look(bytes)).toMatchObject({ kind: "binary", label: "ASN.1 data" });
});

test("reads a certificate of indefinite length, and shows the digest of the bytes as sent", async () => {
  const ber = indefiniteLength(0x30, certificate.der.subarray(4));
  expect(look(ber)).toMatchObject({ kind: "certificate", label: "X.509 certificate", detail: "BER" });
  const [fields] = await readCertificates(ber);
  expect(fields).toMatchObject({ encoding: "BER", subject: "CN=Muster, O=Tests" });
  expect(fields?.sha256).toBe(createHash("sha256").update(ber).digest("hex"));
});

test("shows times as sent if they are in another form", async () => {
  const { der } = makeCertificate({
    subject: "CN=a",
    from: derText(0x17, "250101000000+0100"),
    to: derText(0x18, "20301301000000Z"),
  });
  expect(await readCertificates(der)).toMatchObject([{ notBefore: "250101000000+0100", notAfter: "20301301000000Z" }]);
});

test("shows the bits of the RSA modulus", async () => {
  for (const size of [1024, 2047, 2048])
    expect(
      (await readCertificates(makeCertificate({ subject: "CN=a", keys: rsaKeys(size) }).der))[0]?.publicKey,
    ).toContain(`, ${size} bit`);
});

test("escapes a value that contains separators, and shows other values as bytes", async () => {
  const value = (tag: number, ...content: Uint8Array[]) => set(sequence(oid("2.5.4.3"), element(tag, ...content)));
  const subject = sequence(
    value(0x0c, bytesOf("Muster, Hans+x=#1")),
    value(0x14, hex("fc")),
    value(0x02, hex("07")),
    value(0x1e, hex("00e9")),
  );
  const { der } = makeCertificate({ subject });
  expect((await readCertificates(der))[0]?.subject).toBe("CN=Muster\\, Hans\\+x=#1, CN=ü, CN=#020107, CN=é");
});

test("rejects bytes that are not a certificate", async () => {
  const truncated = certificate.der.subarray(0, -1);
  for (const bytes of [
    sequence(),
    sequence(sequence(), sequence(), empty),
    truncated,
    join(hex("30")),
    new Uint8Array(),
  ])
    await expect(readCertificates(bytes)).rejects.toThrow();
  await expect(readCertificates(indefiniteLength(0x30, certificate.der).subarray(0, 40))).rejects.toThrow();
  const nested = hex("3080".repeat(5000));
  await expect(readCertificates(nested)).rejects.toThrow();
});
