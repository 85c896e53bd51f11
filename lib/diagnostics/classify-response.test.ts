import { describe, expect, it } from "vitest";
import { bytesToRead, classifyResponse } from "./classify-response.ts";
import type { PathShape } from "./schema.ts";
import { type FakeResponse, makeResponse } from "./test-upstream.fixture.ts";

const classify = (fake: FakeResponse) => classifyResponse(makeResponse(fake, bytesToRead));
const json = (value: unknown) => JSON.stringify(value);
const problem = (name: string, more = {}) => json({ type: `https://api.example.test/problem/${name}`, ...more });
const status = {
  id: 7,
  status: "PENDING_MANUAL_REVIEW",
  transactionCode: "123456789",
  createdAt: "2026-11-23T06:00:00Z",
};

describe("a status", () => {
  it.each([
    ["at the top", status],
    ["one level down", { evidence: status }],
    ["in a list", [status]],
    ["with numeric ids alone", { status: "ACTIVE", accountId: 12 }],
    ["in snake case", { status: "ACTIVE", workflow_id: 12 }],
    ["with unset times", { status: "STARTED", completedAt: null }],
  ])("is recognised %s", (_, body) => {
    expect(classify({ body: json(body) }).shape).toBe("status-shaped");
  });
  it("is recognised after a byte order mark, in UTF-16 and as text/plain", () => {
    expect(classify({ body: `\ufeff${json(status)}` }).shape).toBe("status-shaped");
    expect(classify({ body: Buffer.from(`\ufeff${json(status)}`, "utf16le") }).shape).toBe("status-shaped");
    expect(classify({ body: json(status), mediaType: "text/plain" }).shape).toBe("status-shaped");
  });
  it("lists its field names, nested ones after a dot", () => {
    expect(classify({ body: json({ data: status, "Anna Müller": 1 }) }).fields).toEqual([
      "data",
      "data.id",
      "data.status",
      "data.transactionCode",
      "data.createdAt",
      "{other}",
    ]);
  });
});

describe("other responses are classified", () => {
  const record = { result: { documentVerification: { documents: [{ viz: { firstName: "Zoë" } }] } } };
  it.each<[PathShape, FakeResponse]>([
    ["other-json", { body: json({ status: "UP" }) }],
    ["other-json", { body: json({ status: 404, error: "Not Found", createdAt: "2026" }) }],
    ["other-json", { body: json({ id: "sr", title: "T", status_overall: "OPEN", created_at: "2026" }) }],
    ["other-json", { body: json({ a: { b: status } }) }],
    ["other-json", { body: "[]" }],
    ["other-json", { body: "{}" }],
    ["record-shaped", { body: json(record) }],
    ["record-shaped", { body: json({ ...status, holder: { family_name: "M" } }) }],
    ["record-shaped", { body: json({ ...status, Geburtsdatum: "1984-02-29" }) }],
    ["record-shaped", { body: json({ ...status, image: "A".repeat(3_000) }) }],
    ["record-shaped", { body: json({ ...record, more: "x ".repeat(80_000) }) }],
    ["too-large", { body: json({ ...status, list: Array.from({ length: 30_000 }, () => 12) }) }],
    ["problem-shaped", { body: problem("problem-with-message", { ...status }) }],
    ["not-json", { body: "<html>", mediaType: "text/html" }],
    ["not-json", { body: json(status), mediaType: "application/zip" }],
    ["not-json", { body: json(status), mediaType: null }],
    ["not-json", { body: "eyJhbGciOiJub25lIn0.e30.", mediaType: "text/plain" }],
    ["not-json", { body: '"a text"' }],
    ["not-json", { body: Buffer.from([0x30, 0x82, 0xff, 0xfe]), mediaType: "application/octet-stream" }],
    ["empty", { body: "" }],
    ["encoded", { body: json(status), isEncoded: true }],
    ["broken-off", { body: json(status), broken: true }],
    ["repeats-credentials", { body: json(status), repeatsCredentials: true }],
    ["unknown-path", { status: 404, body: "<html>Not found", mediaType: "text/html" }],
    ["unknown-path", { status: 404, body: "", mediaType: null }],
    ["unknown-path", { status: 404, body: json({ status: 404, error: "Not Found" }) }],
    ["unknown-id", { status: 404, body: problem("entity-not-found") }],
    ["feature-off", { status: 403, body: problem("feature-not-enabled") }],
    ["denied", { status: 403, body: problem("problem-with-message") }],
    ["denied", { status: 403, body: "<html>", mediaType: "text/html" }],
    ["login-refused", { status: 401 }],
    ["login-refused", { status: 403, isTokenRejected: true }],
    ["not-initiated", { status: 409, body: problem("constraint-violation") }],
    ["not-initiated", { status: 422, body: problem("constraint-violation") }],
    ["rejected", { status: 409, body: "{}" }],
    ["rejected", { status: 405 }],
    ["rate-limited", { status: 429, retryAfterS: 60 }],
    ["provider-error", { status: 503 }],
    ["redirect", { status: 302, body: json(status) }],
    ["unexpected", { status: 204 }],
    ["unexpected", { status: 206, body: json(status) }],
  ])("%s: %j", (shape, fake) => {
    expect(classify(fake).shape).toBe(shape);
  });

  it("without keeping field names of a record", () => {
    expect(classify({ body: json(record) })).toEqual({ shape: "record-shaped", fields: [] });
  });

  it("without reading the body of a redirect, a server error, an archive or a token", () => {
    const head = { announcedBytes: null, isEncoded: false, retryAfterS: null };
    for (const mediaType of ["application/zip", "application/jwt", "text/html", null])
      expect(bytesToRead({ ...head, status: 200, mediaType })).toBe(0);
    for (const code of [204, 302, 500])
      expect(bytesToRead({ ...head, status: code, mediaType: "application/json" })).toBe(0);
    expect(bytesToRead({ ...head, status: 200, mediaType: "application/json" })).toBe(64 * 1024);
  });
});
