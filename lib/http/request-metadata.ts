import "server-only";
import { randomUUID } from "node:crypto";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The server sets this header over the client's value; the development server does not. */
export function readRequestId(headers: Headers): string {
  const given = headers.get("x-request-id") ?? "";
  return uuid.test(given) ? given : randomUUID();
}

/** The server writes exactly one address over any client-supplied value. */
export function readClientAddress(headers: Headers): string | null {
  return headers.get("x-forwarded-for")?.split(",").pop()?.trim() || null;
}
