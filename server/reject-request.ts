import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { type ProblemCode, ProblemError, toProblemDetails } from "#lib/problem";
import { apiPolicy, securityHeaders, strictTransport } from "../lib/http/security-headers.mjs";

/** An answer that this server gives itself, before Next sees the request. */
export type Rejection = { status: number; code: ProblemCode; detail: string; headers?: OutgoingHttpHeaders };

const headers = {
  ...securityHeaders,
  "Content-Type": "application/problem+json",
  "Cache-Control": "no-store",
  "Content-Security-Policy": apiPolicy,
};

/** Of the request: its id, its path as far as it could be read, and whether the product is reached by https. */
export type Refused = { requestId: string; path: string; isSecure: boolean };

function describeRefusal(refusal: Rejection, { requestId, path, isSecure }: Refused) {
  const problem = toProblemDetails(new ProblemError(refusal.code, refusal.detail), { requestId, path });
  const body = JSON.stringify({ ...problem, status: refusal.status });
  return {
    head: {
      ...headers,
      ...(isSecure ? strictTransport : {}),
      "X-Request-Id": requestId,
      "Content-Length": Buffer.byteLength(body),
      ...refusal.headers,
    },
    body,
  };
}

export function sendRefusal(response: ServerResponse, refusal: Rejection, refused: Refused): void {
  const { head, body } = describeRefusal(refusal, refused);
  // The request's body, if any, is left unread: the connection is of no further use.
  response.writeHead(refusal.status, { ...head, Connection: "close" }).end(body);
}

/** The same as text for a socket on which no request could be read at all, or none to its end. */
export function formatRefusal(refusal: Rejection, statusText: string, refused: Refused): string {
  const { head, body } = describeRefusal(refusal, refused);
  const lines = Object.entries({ ...head, Connection: "close" }).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${refusal.status} ${statusText}`, ...lines, "", body].join("\r\n");
}
