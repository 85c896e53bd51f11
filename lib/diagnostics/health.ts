import "server-only";
import { isLogWritable } from "#lib/audit/check-writable";
import { jsonResponse } from "#lib/http/json-response";
import { apiHeaders, problemResponse } from "#lib/http/problem-response";
import { readRequestId } from "#lib/http/request-metadata";
import { ProblemError } from "#lib/problem";
import { healthSchema } from "./schema.ts";

const path = (request: Request) => new URL(request.url).pathname;

/** Reports that the process responds. Ignores database and provider, because a restart would not repair them. */
export async function livenessResponse(request: Request): Promise<Response> {
  return jsonResponse(healthSchema, { status: "live" }, { headers: apiHeaders(readRequestId(request.headers)) });
}

/** Reports whether the access log is writable; otherwise 503 `audit_unavailable` within 2 s. */
export async function readinessResponse(request: Request): Promise<Response> {
  const requestId = readRequestId(request.headers);
  if (await isLogWritable()) return jsonResponse(healthSchema, { status: "ready" }, { headers: apiHeaders(requestId) });
  const error = new ProblemError("audit_unavailable", "The access log cannot be written, so no evidence is released.");
  return problemResponse(error, { requestId, path: path(request) });
}
