import "server-only";
import * as z from "#lib/runtime/zod";

/** Encodes a response body without unknown fields. @throws if the value does not match the schema */
export function encodeJson<Schema extends z.Schema>(schema: Schema, value: z.input<Schema>): Buffer {
  return Buffer.from(JSON.stringify(z.parse(schema, value)));
}

/** Answers with the value without unknown fields. @throws if the value does not match the schema */
export function jsonResponse<Schema extends z.Schema>(
  schema: Schema,
  value: z.input<Schema>,
  init?: ResponseInit,
): Response {
  return Response.json(z.parse(schema, value), init);
}
