import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { judgeType } from "../lib/files/judge-type.ts";
import { detectBlobType } from "../lib/formats/media/detect-file-type.ts";
import { unwrapFile } from "../lib/formats/media/unwrap-file.ts";
import { readCmsFile } from "../lib/formats/mrtd/document-security-object.ts";
import { readCertificates } from "../lib/formats/x509/certificate.ts";
import { makeFolder, runFileTool } from "./support/file-tools.ts";

/** Certificates, keys, requests and CMS in the encodings that OpenSSL writes. */
const { folder, remove } = makeFolder();
afterAll(remove);
const openssl = (line: string) => runFileTool(folder, "openssl", ...line.split(" "));
const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const write = (name: string, data: Uint8Array | string) => writeFileSync(join(folder, name), data);

beforeAll(() => {
  openssl("req -x509 -newkey rsa:2048 -nodes -keyout a.key -out a.pem -days 9 -subj /CN=Test");
  openssl("x509 -in a.pem -outform DER -out a.cer");
  openssl("x509 -in a.pem -text -out words.pem");
  openssl("x509 -in a.pem -trustout -addtrust serverAuth -out trusted.pem");
  openssl("req -new -key a.key -subj /CN=Test -out a.csr");
  openssl("req -new -key a.key -subj /CN=Test -outform DER -out b.csr");
  openssl("pkcs12 -export -inkey a.key -in a.pem -passout pass:x -out a.p12");
  openssl("pkcs12 -in a.p12 -passin pass:x -nodes -out bag.pem");
  openssl("pkcs8 -topk8 -in a.key -passout pass:x -out locked.pem");
  openssl("pkcs8 -topk8 -in a.key -nocrypt -outform DER -out a.pk8");
  openssl("pkcs8 -topk8 -in a.key -passout pass:x -outform DER -out locked.pk8");
  openssl("rsa -in a.key -traditional -outform DER -out rsa.der");
  openssl("ecparam -name prime256v1 -genkey -noout -out ec.pem");
  openssl("ec -in ec.pem -outform DER -out ec.der");
  openssl("pkey -in a.key -pubout -out pub.pem");
  openssl("pkey -in a.key -pubout -outform DER -out pub.der");
  write("text.txt", "words");
  const sign = "cms -sign -in text.txt -signer a.pem -inkey a.key -nosmimecap";
  openssl(`${sign} -outform DER -out detached.p7s`);
  openssl(`${sign} -nodetach -outform DER -out attached.p7m`);
  openssl(`${sign} -nodetach -stream -outform DER -out ber.p7m`);
  openssl(`${sign} -nodetach -outform PEM -out signed.pem`);
  openssl(`${sign} -nodetach -outform SMIME -out smime.p7m`);
  openssl(`${sign} -outform SMIME -out clear.eml`);
  openssl("smime -sign -in text.txt -signer a.pem -inkey a.key -outform PEM -out pkcs7.pem");
  openssl("cms -encrypt -in text.txt -outform DER -out enveloped.p7m a.pem");
  openssl("cms -encrypt -aes-128-gcm -in text.txt -outform DER -out gcm.p7m a.pem");
  openssl("cms -encrypt -in text.txt -outform SMIME -out enveloped-smime.p7m a.pem");
  openssl(
    "cms -EncryptedData_encrypt -aes128 -secretkey 000102030405060708090a0b0c0d0e0f -in text.txt -outform DER -out encrypted.p7m",
  );
  openssl("cms -digest_create -in text.txt -outform DER -out digested.p7m");
  openssl("cms -data_create -in text.txt -outform DER -out data.p7m");
  openssl("ts -query -data text.txt -cert -out a.tsq");
  const lines = Buffer.from(read("attached.p7m")).toString("base64");
  write("bare.p7m", lines);
  write("lines.p7m", lines.replaceAll(/.{64}/gu, "$&\r\n"));
  write("hex.txt", Buffer.from(read("attached.p7m")).toString("hex"));
  write("old.pem", Buffer.from(read("pkcs7.pem")).toString().replaceAll("PKCS7", "PKCS #7 SIGNED DATA"));
  write("crlf.pem", `Words before.\r\n${Buffer.from(read("a.pem")).toString().replaceAll("\n", "\r\n")}`);
  write("spaces.pem", Buffer.from(read("a.pem")).toString().replaceAll(/^/gmu, "  "));
  write("padded.p7m", Buffer.concat([read("attached.p7m"), Buffer.alloc(200)]));
});

const rows: [name: string, label: string, private_?: true][] = [
  ["a.pem", "X.509 certificate, PEM"],
  ["a.cer", "X.509 certificate"],
  ["words.pem", "X.509 certificate, PEM"],
  ["crlf.pem", "X.509 certificate, PEM"],
  ["spaces.pem", "X.509 certificate, PEM"],
  ["trusted.pem", "OpenSSL trusted certificate, PEM"],
  ["a.csr", "Certificate request, PEM"],
  ["b.csr", "Certificate request"],
  ["a.p12", "Key store (PKCS #12)"],
  ["bag.pem", "Private key, text", true],
  ["a.key", "Private key, text", true],
  ["ec.pem", "Private key, text", true],
  ["a.pk8", "Private key", true],
  ["rsa.der", "Private key", true],
  ["ec.der", "Private key", true],
  ["locked.pem", "Private key, encrypted, text"],
  ["locked.pk8", "Private key, encrypted"],
  ["pub.pem", "Public key, text"],
  ["pub.der", "Public key"],
  ["detached.p7s", "CMS signed data"],
  ["attached.p7m", "CMS signed data"],
  ["padded.p7m", "CMS signed data"],
  ["ber.p7m", "CMS signed data"],
  ["bare.p7m", "CMS signed data"],
  ["lines.p7m", "CMS signed data"],
  ["hex.txt", "CMS signed data"],
  ["signed.pem", "CMS, PEM"],
  ["pkcs7.pem", "CMS, PEM"],
  ["old.pem", "CMS, PEM"],
  ["smime.p7m", "S/MIME message"],
  ["enveloped-smime.p7m", "S/MIME message"],
  ["clear.eml", "E-mail"],
  ["enveloped.p7m", "CMS enveloped data"],
  ["gcm.p7m", "CMS authenticated-enveloped data"],
  ["encrypted.p7m", "CMS encrypted data"],
  ["digested.p7m", "CMS digested data"],
  ["data.p7m", "CMS data"],
  ["a.tsq", "Timestamp request"],
];

test.each(rows)("names %s as %s", async (name, label, isPrivate) => {
  const { content, anomalies } = judgeType(name, await detectBlobType(new Blob([read(name)])), []);
  expect([content.label, ...anomalies.map(({ code }) => code)]).toEqual([label, ...(isPrivate ? ["private_key"] : [])]);
});

test.each(rows.filter(([, label]) => /CMS|S\/MIME/u.test(label)))("reads the CMS of %s", async (name) => {
  expect(await readCmsFile(unwrapFile(read(name)))).toHaveProperty("contentType");
});

test.each(rows.filter(([, label]) => /certificate(?:, PEM)?$/u.test(label)))(
  "reads the certificate of %s",
  async (name) => {
    expect((await readCertificates(unwrapFile(read(name))))[0]?.subject).toContain("Test");
  },
);
