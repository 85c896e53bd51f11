import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { BodyNature } from "./body/nature.ts";
import { readArchiveBytes } from "./recognise-body.ts";
import {
  archive,
  base64,
  blob,
  bytes,
  encrypted,
  enveloped,
  jwe,
  jwt,
  lines,
  natureOf,
  noise,
  pem,
  problem,
  record,
  type Sent,
  signed,
  utf16be,
  utf32,
  vector,
  wrapped,
} from "./test-bodies.fixture.ts";

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
  ["cms_signed", { der: signed(), pem: pem("PKCS7", signed()), base64: base64(signed()) }],
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
    expect(await natureOf(sent)).toMatchObject({ kind });
  });
});

it("describes the encoding in fixed words, without content", async () => {
  expect(await natureOf(base64(gzipSync(record)))).toEqual({ kind: "base64_text", detail: "gzip > json" });
  expect(await natureOf(JSON.stringify(jwe))).toEqual({ kind: "jwe", detail: "compact in json_in_string" });
  expect(await natureOf(JSON.stringify(problem))).toEqual({ kind: "problem_details", detail: "404 entity-not-found" });
  expect(await natureOf(pem("CMS", enveloped))).toEqual({ kind: "cms_enveloped", detail: "enveloped_data in pem" });
});

it("removes encodings from an archive", async () => {
  const { archive: found, wraps } = await readArchiveBytes(blob(JSON.stringify(base64(archive))));
  expect(wraps).toEqual(["json_in_string", "base64"]);
  expect(Buffer.from(await found.arrayBuffer()).equals(archive)).toBe(true);
  const sent = blob(archive);
  expect((await readArchiveBytes(sent)).archive).toBe(sent);
});
