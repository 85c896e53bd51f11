import type { ServerResponse } from "node:http";

/** The provider's error bodies: `type` (a URI whose segment after `/problem/` is stable), method, path, status, message, key. */

type ProblemName =
  | "problem-with-message"
  | "entity-not-found"
  | "feature-not-enabled"
  | "constraint-violation"
  | "parameterized"
  | "limit-exceeded";

export type ProviderProblem = {
  status: number;
  name: ProblemName;
  message: string;
  key?: string;
  retryAfterS?: number;
};

/** Thrown by route handlers; the server converts it to the provider's problem body. */
export class ProviderRefusal extends Error {
  readonly problem: ProviderProblem;

  constructor(problem: ProviderProblem) {
    super(problem.message);
    this.name = "ProviderRefusal";
    this.problem = problem;
  }
}

export function notFound(what: string): ProviderRefusal {
  return new ProviderRefusal({ status: 404, name: "entity-not-found", message: `${what} could not be found.` });
}

type ProblemRequest = { method: string; path: string };

/** The documented body. `path` is the request's path without its query. */
export function formatProblem(request: ProblemRequest, problem: ProviderProblem): string {
  const { status, name, message, key } = problem;
  return JSON.stringify({
    type: `https://www.skribble.com/problem/${name}`,
    method: request.method,
    path: request.path,
    status,
    message,
    ...(key === undefined ? {} : { key }),
  });
}

export function sendProblem(response: ServerResponse, request: ProblemRequest, problem: ProviderProblem): void {
  const { status, retryAfterS } = problem;
  const body = formatProblem(request, problem);
  response.writeHead(status, {
    "Content-Type": "application/problem+json",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    ...(retryAfterS === undefined ? {} : { "Retry-After": String(retryAfterS) }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
