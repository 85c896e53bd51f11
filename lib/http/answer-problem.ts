import "server-only";
import { describeProblem, ProblemError, problemStatus } from "./problem.ts";
import { readRequestId } from "./read-call.ts";
import { apiPolicy } from "./security-headers.mjs";

/** What every answer of the API carries, whatever it says. */
export function apiHeaders(requestId: string): Record<string, string> {
  return { "Cache-Control": "no-store", "Content-Security-Policy": apiPolicy, "X-Request-Id": requestId };
}

/** The answer for a failure (RFC 9457). A surprise is told as `internal` without its message: that may hold anything. */
export function answerProblem(failure: unknown, request: { requestId: string; path: string }): Response {
  const error =
    failure instanceof ProblemError
      ? failure
      : new ProblemError("internal", "Evidence Desk failed. Quote the request id to whoever runs it.");
  const headers: Record<string, string> = {
    ...apiHeaders(request.requestId),
    "Content-Type": "application/problem+json",
  };
  if (error.retryAfterS !== undefined) headers["Retry-After"] = String(Math.ceil(error.retryAfterS));
  return new Response(JSON.stringify(describeProblem(error, request)), { status: problemStatus[error.code], headers });
}

/** The answer of every address under `/api` that is none of ours. */
export async function answerUnknown(request: Request): Promise<Response> {
  const { pathname: path } = new URL(request.url);
  const error = new ProblemError("not_found", "There is nothing at this address.");
  return answerProblem(error, { requestId: readRequestId(request.headers), path });
}
