import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { BodyNature } from "./body/nature.ts";
import {
  archive,
  authEnveloped,
  base64,
  enveloped,
  flattenedJwe,
  indefinite,
  jwe,
  jwt,
  lines,
  natureOf,
  noise,
  pem,
  problem,
  record,
  type Sent,
} from "./test-bodies.fixture.ts";

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
    expect(await natureOf(sent, "files")).toMatchObject({ kind });
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
  expect(await natureOf(sent, "status")).toMatchObject({ kind });
});
