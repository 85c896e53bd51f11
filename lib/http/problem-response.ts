import "server-only";
import { ProblemError, problemStatus, toProblemDetails } from "#lib/problem";
import { readRequestId } from "./request-metadata.ts";
import { apiPolicy } from "./security-headers.mjs";

/** What every answer of the API carries, whatever it says. Evidence travels as it is: compressed on the way, it would be other bytes of unknown length. */
export function apiHeaders(requestId: string): Record<string, string> {
  return { "Cache-Control": "no-store, no-transform", "Content-Security-Policy": apiPolicy, "X-Request-Id": requestId };
}

/** The answer for a failure (RFC 9457). A surprise is told as `internal` without its message: that may hold anything. */
export function problemResponse(failure: unknown, request: { requestId: string; path: string }): Response {
  const error =
    failure instanceof ProblemError
      ? failure
      : new ProblemError("internal", "Evidence Desk failed. Quote the request id to whoever runs it.");
  const headers: Record<string, string> = {
    ...apiHeaders(request.requestId),
    "Content-Type": "application/problem+json",
  };
  if (error.retryAfterS !== undefined) headers["Retry-After"] = String(Math.ceil(error.retryAfterS));
  return new Response(JSON.stringify(toProblemDetails(error, request)), { status: problemStatus[error.code], headers });
}

/** The answer of an address to a method that it does not take; `allowed` as the Allow header lists them. */
export function methodNotAllowed(request: Request, allowed: string): Response {
  const error = new ProblemError("method_not_allowed", `This address answers ${allowed} alone.`);
  const { pathname: path } = new URL(request.url);
  const response = problemResponse(error, { requestId: readRequestId(request.headers), path });
  response.headers.set("Allow", allowed);
  return response;
}

/** For addresses that are only read and have no session. */
export const rejectNonGet = async (request: Request): Promise<Response> => methodNotAllowed(request, "GET, HEAD");

/** The answer of every address under `/api` that is none of ours. */
export async function notFoundResponse(request: Request): Promise<Response> {
  const { pathname: path } = new URL(request.url);
  const error = new ProblemError("not_found", "There is nothing at this address.");
  return problemResponse(error, { requestId: readRequestId(request.headers), path });
}
