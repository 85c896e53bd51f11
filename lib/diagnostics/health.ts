import "server-only";
import { isLogWritable } from "#lib/audit/check-writable";
import { apiHeaders, problemResponse } from "#lib/http/problem-response";
import { readRequestId } from "#lib/http/request-metadata";
import { ProblemError } from "#lib/problem";

const path = (request: Request) => new URL(request.url).pathname;

/** The process answers. Says nothing of database or provider: restarting would not mend those. */
export async function livenessResponse(request: Request): Promise<Response> {
  return Response.json({ status: "live" }, { headers: apiHeaders(readRequestId(request.headers)) });
}

/** Evidence may be asked for: the access log is writable. Otherwise 503 `audit_unavailable` within 2 s. */
export async function readinessResponse(request: Request): Promise<Response> {
  const requestId = readRequestId(request.headers);
  if (await isLogWritable()) return Response.json({ status: "ready" }, { headers: apiHeaders(requestId) });
  const error = new ProblemError("audit_unavailable", "The access log cannot be written, so no evidence is released.");
  return problemResponse(error, { requestId, path: path(request) });
}
