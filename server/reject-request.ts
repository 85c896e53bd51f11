import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { type ProblemCode, ProblemError, toProblemDetails } from "#lib/problem";
import { apiPolicy, securityHeaders, strictTransport } from "../lib/http/security-headers.mjs";

export type Rejection = { status: number; code: ProblemCode; detail: string; headers?: OutgoingHttpHeaders };

const headers = {
  ...securityHeaders,
  "Content-Type": "application/problem+json",
  "Cache-Control": "no-store",
  "Content-Security-Policy": apiPolicy,
};

export type RejectedRequest = { requestId: string; path: string; isSecure: boolean };

function describeRejection(refusal: Rejection, { requestId, path, isSecure }: RejectedRequest) {
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

export function sendRejection(response: ServerResponse, refusal: Rejection, refused: RejectedRequest): void {
  const { head, body } = describeRejection(refusal, refused);
  // The request body stays unread, so the connection cannot be reused.
  response.writeHead(refusal.status, { ...head, Connection: "close" }).end(body);
}

/** Formats a rejection as text for a socket without a complete request. */
export function formatRejection(refusal: Rejection, statusText: string, refused: RejectedRequest): string {
  const { head, body } = describeRejection(refusal, refused);
  const lines = Object.entries({ ...head, Connection: "close" }).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${refusal.status} ${statusText}`, ...lines, "", body].join("\r\n");
}
