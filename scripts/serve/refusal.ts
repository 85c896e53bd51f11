import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { describeProblem, type ProblemCode, ProblemError } from "#lib/http/problem";
import { apiPolicy, securityHeaders } from "../../lib/http/security-headers.mjs";

/** An answer that this server gives itself, before Next sees the request. */
export type Refusal = { status: number; code: ProblemCode; detail: string; headers?: OutgoingHttpHeaders };

const headers = {
  ...securityHeaders,
  "Content-Type": "application/problem+json",
  "Cache-Control": "no-store",
  "Content-Security-Policy": apiPolicy,
};

/** Head and body of a refusal; the path is named only when it could be read. */
function describeRefusal(refusal: Refusal, requestId: string, path: string) {
  const problem = describeProblem(new ProblemError(refusal.code, refusal.detail), { requestId, path });
  const body = JSON.stringify({ ...problem, status: refusal.status });
  return {
    head: { ...headers, "X-Request-Id": requestId, "Content-Length": Buffer.byteLength(body), ...refusal.headers },
    body,
  };
}

export function sendRefusal(response: ServerResponse, refusal: Refusal, requestId: string): void {
  const { head, body } = describeRefusal(refusal, requestId, "");
  // The request's body, if any, is left unread: the connection is of no further use.
  response.writeHead(refusal.status, { ...head, Connection: "close" }).end(body);
}

/** The same as text for a socket on which no request could be read at all. */
export function formatRefusal(refusal: Refusal, statusText: string, requestId: string): string {
  const { head, body } = describeRefusal(refusal, requestId, "");
  const lines = Object.entries({ ...head, Connection: "close" }).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${refusal.status} ${statusText}`, ...lines, "", body].join("\r\n");
}
