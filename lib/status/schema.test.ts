import { expect, it } from "vitest";
import * as z from "#lib/runtime/zod";
import { parseStatusResponse } from "./read-status-answer.ts";
import { statusSchema } from "./schema.ts";

const bodies: [string, string | Uint8Array][] = [
  ["a status", '{"id":"e","status":"COMPLETED","createdAt":"2026-01-05T08:00:00Z","completedAt":1767603600000}'],
  [
    "times in every form",
    '{"a":"2026-01-05","bAt":"2026-01-05T08:00:00","cAt":null,"dAt":"9999-12-31","startedAt":"soon"}',
  ],
  ["repeated and unknown fields", '{"status":"A","status":"B","x":{"y":[1,2.50]}}'],
  ["a wrapped status", '{"data":{"status":"FAILED"}}'],
  ["no object", "5"],
  ["no JSON", "{"],
  ["no text", new Uint8Array([255, 254, 123, 0])],
];

it.each(bodies)("sends %s as it was read, byte for byte", (_name, body) => {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const response = parseStatusResponse(bytes);
  expect(JSON.stringify(z.parse(statusSchema, response))).toBe(JSON.stringify(response));
});
