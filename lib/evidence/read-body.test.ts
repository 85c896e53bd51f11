import { expect, it } from "vitest";
import { asExpected } from "./body-model.ts";
import { examineBody } from "./examine-body.ts";
import { readBody } from "./read-body.ts";
import { blob } from "./test-bodies.fixture.ts";

const plain = [
  '{"status":"COMPLETED"}',
  '{ "id": "one", "status": "IN_REVIEW", "token": "eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "error": null }',
  '{"status":"COMPLETED","ciphertext":"AAAA","iv":"AAAA","tag":"AAAA","encrypted_key":"AAAA"}',
];
const others = [
  "",
  "{}",
  '{"status":""}',
  '{"status":404}',
  '{"status":"error","type":"about:blank","title":"Not found"}',
  '{"type":"about:blank","title":"Not found","status":404}',
  ' {"status":"COMPLETED"}',
  '["COMPLETED"]',
  "<html></html>",
  '{"status":"COMPLETED"',
];

it("recognises a plain status as the whole examination does", async () => {
  for (const text of plain) {
    const body = blob(text);
    expect(await examineBody("status", body), text).toEqual(asExpected("status", body));
    expect(await readBody("status", body), text).toEqual(asExpected("status", body));
  }
});

it.each(others)("leaves %j to the whole examination", async (text) => {
  const body = blob(text);
  expect(await readBody("status", body)).toEqual(await examineBody("status", body));
});
