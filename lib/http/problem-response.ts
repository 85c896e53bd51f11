import "server-only";
import { ProblemError, problemStatus, toProblemDetails } from "#lib/problem";
import { readRequestId } from "./request-metadata.ts";
import { apiPolicy } from "./security-headers.mjs";

/** `no-transform` keeps proxies from compressing evidence, which would change its bytes and length. */
export function apiHeaders(requestId: string): Record<string, string> {
  return { "Cache-Control": "no-store, no-transform", "Content-Security-Policy": apiPolicy, "X-Request-Id": requestId };
}

/** Creates problem details (RFC 9457); hides messages of unknown errors, which may contain personal data. */
export function problemResponse(failure: unknown, request: { requestId: string; path: string }): Response {
  const error =
    failure instanceof ProblemError
      ? failure
      : new ProblemError("internal", "Internal error in Evidence Desk. Send this request ID to your administrator.");
  const headers: Record<string, string> = {
    ...apiHeaders(request.requestId),
    "Content-Type": "application/problem+json",
  };
  if (error.retryAfterS !== undefined) headers["Retry-After"] = String(Math.ceil(error.retryAfterS));
  return new Response(JSON.stringify(toProblemDetails(error, request)), { status: problemStatus[error.code], headers });
}

/** @param allowed value of the `Allow` header */
export function methodNotAllowed(request: Request, allowed: string): Response {
  const error = new ProblemError("method_not_allowed", `Unsupported method for this address. Use ${allowed}.`);
  const { pathname: path } = new URL(request.url);
  const response = problemResponse(error, { requestId: readRequestId(request.headers), path });
  response.headers.set("Allow", allowed);
  return response;
}

export const rejectNonGet = async (request: Request): Promise<Response> => methodNotAllowed(request, "GET, HEAD");

export async function notFoundResponse(request: Request): Promise<Response> {
  const { pathname: path } = new URL(request.url);
  const error = new ProblemError("not_found", "Unknown address. Check the URL.");
  return problemResponse(error, { requestId: readRequestId(request.headers), path });
}
