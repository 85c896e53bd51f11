import { constants, createCipheriv, generateKeyPairSync, publicEncrypt, randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { CompactEncrypt, GeneralEncrypt, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { makeArchive } from "#lib/formats/zip/test-archive.fixture";
import { type BodyArtefact, type BodyNature, readArchiveBytes, recogniseBody } from "./recognise-body.ts";

type Sent = string | Uint8Array;
const bytes = (sent: Sent) => (typeof sent === "string" ? Buffer.from(sent) : Buffer.from(sent));
const blob = (sent: Sent) => new Blob([new Uint8Array(bytes(sent))]);
const name = (sent: Sent, artefact: BodyArtefact = "record") => recogniseBody(artefact, blob(sent));
const base64 = (sent: Sent) => bytes(sent).toString("base64");
const lines = (text: string, length = 76) => text.replace(new RegExp(`.{1,${length}}`, "g"), "$&\r\n");
const pem = (label: string, sent: Sent) =>
  `-----BEGIN ${label}-----\n${lines(base64(sent), 64)}-----END ${label}-----\n`;
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
const utf32 = (text: string, isLittle: boolean) => {
  const points = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  const out = Buffer.alloc(points.length * 4);
  points.forEach((point, at) => void (isLittle ? out.writeUInt32LE(point, at * 4) : out.writeUInt32BE(point, at * 4)));
  return out;
};

const record = JSON.stringify({
  result: {
    documentVerification: {
      documents: [{ viz: { firstName: "Zoë", lastName: "Müller-Łęcka", documentNumber: "X1" } }],
    },
  },
  name: '秀樹 😀 \\ " \n \u2028',
});
const archive = Buffer.from(makeArchive({ entries: [{ name: "front.jpg", data: "picture" }] }));

const noise = Uint8Array.from({ length: 240 }, (_, at) => (at * 73 + 128) % 256);

const der = (tag: number, ...content: Uint8Array[]): Buffer => {
  const inside = Buffer.concat(content);
  const { length } = inside;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), inside]);
};
const oid = (hex: string) => der(6, Buffer.from(hex, "hex"));
const contentInfo = (type: string, content = der(0x30, der(2, Buffer.from([0])), der(0x31, randomBytes(300)))) =>
  der(0x30, oid(type), der(0xa0, content));
const enveloped = contentInfo("2a864886f70d010703");
const indefinite = Buffer.concat([
  Buffer.from([0x30, 0x80]),
  oid("2a864886f70d010703"),
  Buffer.from([0xa0, 0x80, 0x30, 0x80, 2, 1, 2]),
  der(0x31, randomBytes(200)),
  Buffer.alloc(6),
]);
const authEnveloped = contentInfo("2a864886f70d0109100117");
const signed = (type = "2a864886f70d010701") =>
  contentInfo(
    "2a864886f70d010702",
    der(0x30, der(2, Buffer.from([1])), der(0x31), der(0x30, oid(type), der(0xa0, der(4, Buffer.from(record))))),
  );

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const plain = new TextEncoder().encode(record);
const jwe = await new CompactEncrypt(plain)
  .setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM" })
  .encrypt(publicKey);
const generalJwe = await new GeneralEncrypt(plain)
  .setProtectedHeader({ enc: "A256GCM" })
  .addRecipient(publicKey)
  .setUnprotectedHeader({ alg: "RSA-OAEP-256" })
  .encrypt();
const [head = "", encryptedKey = "", iv = "", ciphertext = "", tag = ""] = jwe.split(".");
const flattenedJwe = { protected: head, encrypted_key: encryptedKey, iv, ciphertext, tag };
const jwt = await new SignJWT({ name: "Zoë" }).setProtectedHeader({ alg: "RS256" }).sign(privateKey);

/** A record encrypted with AES-256-GCM, and its key encrypted for a customer's key. */
const key = randomBytes(32);
const vector = randomBytes(12);
const cipher = createCipheriv("aes-256-gcm", key, vector);
const encrypted = base64(Buffer.concat([cipher.update(record), cipher.final()]));
const encryptedTag = base64(cipher.getAuthTag());
const wrapped = base64(publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING }, key));

const problem = {
  type: "https://api.skribble.com/problem/entity-not-found",
  method: "GET",
  path: "/v3/x",
  status: 404,
  message: "Not found",
};

const table: [BodyNature["kind"], Record<string, Sent>][] = [
  ["empty", { nothing: "" }],
  ["blank", { spaces: "  ", lines: "\r\n\r\n\t", "a MiB": " ".repeat(1_200_000) }],
  [
    "empty_json",
    {
      object: "{}",
      list: " [ ]\n",
      null: "null",
      text: '""',
      "spaces in a text": '"  "',
      members: '{"result":null,"documents":[{}]}',
    },
  ],
  [
    "problem_details",
    {
      skribble: JSON.stringify(problem),
      "skribble with key": JSON.stringify({
        type: "https://api.skribble.de/problem/feature-not-enabled",
        status: 403,
        message: "x",
        key: "error.x",
      }),
      rfc9457: JSON.stringify({
        type: "about:blank",
        title: "Not Found",
        status: 404,
        detail: "x",
        instance: "/a",
        balance: 30,
      }),
      "no type": JSON.stringify({ title: "Forbidden", status: 403 }),
      oauth: JSON.stringify({ error: "invalid_token", error_description: "x" }),
      spring: JSON.stringify({
        timestamp: "2026-11-27T10:00:00Z",
        status: 500,
        error: "Internal Server Error",
        path: "/x",
      }),
      nested: JSON.stringify({ error: { code: 404, message: "x" } }),
      wrapped: JSON.stringify({ data: problem }),
      list: JSON.stringify([problem]),
      message: JSON.stringify({ message: "Forbidden" }),
      utf16: Buffer.from(JSON.stringify(problem), "utf16le"),
      "in a text": JSON.stringify(JSON.stringify(problem)),
    },
  ],
  [
    "jwe",
    {
      compact: jwe,
      "with line breaks": lines(jwe),
      "as a JSON text": JSON.stringify(jwe),
      general: JSON.stringify(generalJwe),
      flattened: JSON.stringify(flattenedJwe),
      "in a member": JSON.stringify({ data: jwe, transactionCode: "123456789" }),
      "in base64": base64(JSON.stringify(flattenedJwe)),
      "in a response of an API": JSON.stringify({ success: true, code: 0, message: "OK", data: jwe }),
      "in a message": JSON.stringify({ message: jwe }),
      direct: `${head}..${iv}.${ciphertext}.${tag}`,
      "ciphertext of a MiB first": JSON.stringify({
        ciphertext: ciphertext.repeat(4000),
        ...{ protected: head, iv, tag },
      }),
      "compact of a MiB": `${head}.${encryptedKey}.${iv}.${ciphertext.repeat(4000)}.${tag}`,
    },
  ],
  [
    "cms_enveloped",
    {
      der: enveloped,
      "indefinite length": indefinite,
      authenticated: authEnveloped,
      pem: pem("CMS", enveloped),
      "pem of PKCS 7": pem("PKCS7", indefinite),
      base64: base64(enveloped),
      "base64 with lines": lines(base64(authEnveloped)),
      "as a JSON text": JSON.stringify(base64(enveloped)),
      "in a member": JSON.stringify({ evidence: base64(enveloped) }),
      "inside signed data": signed("2a864886f70d010703"),
      mail: `MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\n${lines(base64(enveloped))}`,
    },
  ],
  ["cms_signed", { der: signed(), pem: pem("PKCS7", signed()), base64: base64(signed()) }],
  [
    "pgp_message",
    {
      armor: "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n",
      binary: Buffer.concat([Buffer.from([0x85, 0x01, 0x0c, 0x03]), randomBytes(300)]),
      "new format": Buffer.concat([Buffer.from([0xc1, 0xc0, 0x4c, 0x03]), randomBytes(300)]),
    },
  ],
  [
    "wrapped_key_ciphertext",
    {
      camel: JSON.stringify({ ciphertext: encrypted, encryptedKey: wrapped, iv: base64(vector), tag: encryptedTag }),
      snake: JSON.stringify({
        encrypted_data: encrypted,
        wrapped_key: wrapped,
        nonce: base64(vector),
        auth_tag: encryptedTag,
      }),
      kebab: JSON.stringify({
        "encrypted-payload": encrypted,
        "encrypted-aes-key": wrapped,
        "initialization-vector": base64(vector),
      }),
      pascal: JSON.stringify({
        Data: encrypted,
        Key: wrapped,
        Iv: base64(vector),
        Tag: encryptedTag,
        Algorithm: "AES-256-GCM",
      }),
      "key first, ids beside": JSON.stringify({
        id: 12,
        transactionCode: "123456789",
        status: "COMPLETED",
        encryptedKey: wrapped,
        data: encrypted,
      }),
      "under a wrapper": JSON.stringify({
        result: { encryptedData: encrypted, encryptedKey: wrapped, iv: base64(vector) },
      }),
      "ciphertext of a MiB first": JSON.stringify({
        cipherText: encrypted.replace(/=+$/, "").repeat(5000),
        encryptedKey: wrapped,
        iv: base64(vector),
      }),
      hexadecimal: JSON.stringify({
        ciphertext: Buffer.from(encrypted).toString("hex"),
        iv: vector.toString("hex"),
        tag: key.toString("hex"),
      }),
      utf16: Buffer.from(JSON.stringify({ ciphertext: encrypted, encryptedKey: wrapped }), "utf16le"),
    },
  ],
  [
    "encrypted_file",
    {
      openssl: "Salted__12345678abcdefgh",
      "openssl in base64": base64(`Salted__${"x".repeat(40)}`),
      age: "age-encryption.org/v1\n-> X25519 abc\n",
      armor: "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n",
    },
  ],
  [
    "html",
    {
      doctype: "<!DOCTYPE html><html><body>Sign in</body></html>",
      comment: "<!-- x -->\n<html lang=de></html>",
      head: "<head><title>x</title>",
      "as a JSON text": JSON.stringify("<html><body>x</body></html>"),
      utf16: Buffer.from("\ufeff<html><body>x</body></html>", "utf16le"),
    },
  ],
  [
    "xml",
    {
      declared: '<?xml version="1.0"?><a/>',
      soap: "<soap:Envelope xmlns:soap='x'><soap:Body/></soap:Envelope>",
      bare: "<Error><Code>AccessDenied</Code></Error>",
    },
  ],
  [
    "base64_text",
    {
      plain: base64(record),
      lines: lines(base64(record)),
      url: bytes(record).toString("base64url"),
      "data URL": `data:application/json;base64,${base64(record)}`,
      "of UTF-16": base64(Buffer.from(record, "utf16le")),
      "of gzip": base64(gzipSync(record)),
      "of something": base64(noise),
      large: base64(JSON.stringify({ record, more: "x".repeat(300_000) })),
    },
  ],
  [
    "utf16",
    {
      le: Buffer.from(record, "utf16le"),
      be: utf16be(record),
      "le with a mark": Buffer.from(`\ufeff${record}`, "utf16le"),
      "be with a mark": utf16be(`\ufeff${record}`),
      "le behind a space": Buffer.from(` \r\n${record}`, "utf16le"),
      "of a JSON text": Buffer.from(JSON.stringify(record), "utf16le"),
    },
  ],
  [
    "utf32",
    {
      le: utf32(record, true),
      be: utf32(record, false),
      "le with a mark": utf32(`\ufeff${record}`, true),
      "be with a mark": utf32(`\ufeff${record}`, false),
    },
  ],
  [
    "json_in_string",
    {
      once: JSON.stringify(record),
      twice: JSON.stringify(JSON.stringify(record)),
      list: JSON.stringify(`[${record}]`),
      large: ` ${JSON.stringify(JSON.stringify({ record, more: "ü".repeat(300_000) }))}\n`,
    },
  ],
  [
    "jwt",
    {
      compact: jwt,
      "as a JSON text": JSON.stringify(jwt),
      "in a member": JSON.stringify({ token: jwt }),
      "SD-JWT": `${jwt}~WyJhIl0~`,
    },
  ],
  ["json", { number: "404", boolean: "true", text: '"not ready"' }],
  ["zip", { archive, "in base64": base64(archive) }],
  [
    "gzip",
    {
      record: gzipSync(record),
      "a JSON text": gzipSync(JSON.stringify(record)),
      large: gzipSync(JSON.stringify({ record, more: randomBytes(200_000).toString("hex") })),
    },
  ],
  ["pdf", { bare: "%PDF-1.7\n%\u00e2\n" }],
  [
    "image",
    {
      png: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]),
      jpeg: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]),
    },
  ],
  [
    "error_text",
    {
      words: "Service Unavailable",
      word: "Forbidden",
      stack: "java.lang.NullPointerException\n\tat x.y(Z.java:1)",
      "like a list": "[ERROR] not found",
      status: "404 page not found",
      csv: "a;b\n1;2\n",
    },
  ],
  ["unknown", { noise: Buffer.from([0x80, 0x01, 0x02, 0x03, 0xff, 0x00, 0xfe, 0x01, 0x99]) }],
  [
    "expected",
    {
      record,
      list: `[${record},${record}]`,
      "with a byte order mark": `\ufeff${record}`,
      "with an encrypted part": JSON.stringify({
        firstName: "Zoë",
        encryptedData: encrypted,
        encryptedKey: wrapped,
        iv: base64(vector),
      }),
      "with a page of HTML": JSON.stringify({ html: "<html></html>", person: { lastName: "M" } }),
      "with a token": JSON.stringify({ token: jwt, lastName: "M" }),
      "with type and status": JSON.stringify({ type: "identification", status: "COMPLETED", title: "Dr." }),
      "with a status number": JSON.stringify({ type: "PASSPORT", status: 200, lastName: "M", message: "ok" }),
      "with an error beside the person": JSON.stringify({ error: null, errors: [], lastName: "M" }),
      "with a message": JSON.stringify({ status: "PASSED", message: "All checks passed" }),
      "with a type that is an address": JSON.stringify({
        type: "https://example.org/credentials/identity",
        status: "active",
        title: "Dr.",
        person: { name: "M" },
      }),
      "with pictures at its top": JSON.stringify({ portrait: base64(randomBytes(300_000)), lastName: "M" }),
      "with data and a key": JSON.stringify({ data: { lastName: "M" }, key: "person", iv: 1 }),
      "with an encrypted section": JSON.stringify({
        viz: { lastName: "M" },
        chip: { ciphertext: encrypted, iv: base64(vector), encryptedKey: wrapped },
      }),
      "with a personal number": JSON.stringify({ personalId: "756.1", encryptedData: encrypted, iv: base64(vector) }),
      malformed: '{"a":1,\n "b":oops}',
      truncated: '{"person":{"firstName":"Zoë","lastNa',
      "that contains zeros": '{"a":"\u0000"}',
    },
  ],
];

describe.each(table)("%s", (kind, forms) => {
  it.each(Object.entries(forms))("%s", async (_form, sent) => {
    expect(await name(sent)).toMatchObject({ kind });
  });
});

const insteadOfFiles: [BodyNature["kind"], Record<string, Sent>][] = [
  [
    "expected",
    {
      archive,
      "without files": Buffer.from(`PK\u0005\u0006${"\0".repeat(18)}`),
      "cut in the middle": archive.subarray(0, 40),
      "behind another text": Buffer.concat([Buffer.from("#!/bin/sh\n"), archive]),
    },
  ],
  ["base64_text", { plain: base64(archive), lines: lines(base64(archive)), "in gzip": base64(gzipSync(archive)) }],
  ["json_in_string", { base64: JSON.stringify(base64(archive)) }],
  ["json", { record, list: "[1]", number: "1" }],
  ["problem_details", { skribble: JSON.stringify(problem), "in base64": base64(JSON.stringify(problem)) }],
  ["jwe", { compact: jwe, json: JSON.stringify(flattenedJwe), "in UTF-16": Buffer.from(jwe, "utf16le") }],
  ["cms_enveloped", { der: enveloped, pem: pem("CMS", indefinite), base64: base64(authEnveloped) }],
  ["jwt", { compact: jwt }],
  [
    "html",
    { page: "<!doctype html><p>x", "in Windows-1252": Buffer.from("<html><p>Zugriff \xfcberpr\xfcfen", "latin1") },
  ],
  ["pdf", { bare: "%PDF-1.7\n" }],
  ["unknown", { rar: "Rar!\u001a\u0007\u0001", noise }],
];

describe.each(insteadOfFiles)("instead of an archive: %s", (kind, forms) => {
  it.each(Object.entries(forms))("%s", async (_form, sent) => {
    expect(await name(sent, "files")).toMatchObject({ kind });
  });
});

it.each([
  ['{"id":1,"status":"COMPLETED","message":"done"}', "expected"],
  [`{"id":1,"status":"STARTED","clientToken":"${jwt}"}`, "expected"],
  ['{"status":"FAILED","error":"document_expired","reason":"x"}', "expected"],
  ['{"status":404,"message":"x"}', "problem_details"],
  [JSON.stringify({ ...problem, status: "404" }), "problem_details"],
  ['"COMPLETED"', "json"],
  [JSON.stringify('{"status":"COMPLETED"}'), "json_in_string"],
  [jwe, "jwe"],
])("a status %s is %s", async (sent, kind) => {
  expect(await name(sent, "status")).toMatchObject({ kind });
});

it("describes the encoding in fixed words, without content", async () => {
  expect(await name(base64(gzipSync(record)))).toEqual({ kind: "base64_text", detail: "gzip > json" });
  expect(await name(JSON.stringify(jwe))).toEqual({ kind: "jwe", detail: "compact in json_in_string" });
  expect(await name(JSON.stringify(problem))).toEqual({ kind: "problem_details", detail: "404 entity-not-found" });
  expect(await name(pem("CMS", enveloped))).toEqual({ kind: "cms_enveloped", detail: "enveloped_data in pem" });
});

it("removes encodings from an archive", async () => {
  const { archive: found, wraps } = await readArchiveBytes(blob(JSON.stringify(base64(archive))));
  expect(wraps).toEqual(["json_in_string", "base64"]);
  expect(Buffer.from(await found.arrayBuffer()).equals(archive)).toBe(true);
  const sent = blob(archive);
  expect((await readArchiveBytes(sent)).archive).toBe(sent);
});
