import { expect, it } from "vitest";
import * as z from "#lib/runtime/zod";
import { encodeJson, jsonResponse } from "./json-response.ts";

const schema = z.object({ id: z.string(), note: z.optional(z.string()) });
const withMore = { more: "secret", id: "a" };

it("sends the known fields only, as JSON", async () => {
  const response = jsonResponse(schema, withMore, { status: 201, headers: { "X-More": "1" } });
  expect(await response.text()).toBe('{"id":"a"}');
  expect([response.status, response.headers.get("content-type"), response.headers.get("x-more")]).toEqual([
    201,
    "application/json",
    "1",
  ]);
  expect(encodeJson(schema, withMore).toString()).toBe('{"id":"a"}');
});

it("sends nothing if the value does not match", () => {
  const wrong = JSON.parse('{"id":1}');
  expect(() => jsonResponse(schema, wrong)).toThrow();
  expect(() => encodeJson(schema, wrong)).toThrow();
});
