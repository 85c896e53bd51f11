import "server-only";
import { randomUUID } from "node:crypto";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id of this request. `scripts/serve.mjs` sets it over whatever the client sent; without that server it is made here. */
export function readRequestId(headers: Headers): string {
  const given = headers.get("x-request-id") ?? "";
  return uuid.test(given) ? given : randomUUID();
}

/** The address of whoever asks: exactly one, written by `scripts/serve.mjs` over whatever the client claimed. */
export function readClientAddress(headers: Headers): string | null {
  return headers.get("x-forwarded-for")?.split(",").pop()?.trim() || null;
}
