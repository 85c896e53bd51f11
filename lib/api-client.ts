import { type ProblemDetails, parseProblemDetails } from "#lib/problem";

/** A failed call as the browser knows it: the problem that the server named, or that the server could not be reached. */
export class ApiError extends Error {
  readonly problem: ProblemDetails;

  constructor(problem: ProblemDetails) {
    super(problem.detail);
    this.name = "AskError";
    this.problem = problem;
  }
}

/** The problem for an answer that carries none: the connection to our own server failed, or something stands between. */
export function fallbackProblem(path: string, status: number): ProblemDetails {
  return {
    type: "about:blank",
    title: "No usable answer",
    status,
    detail: status === 0 ? "Evidence Desk could not be reached." : `Evidence Desk answered ${status} without a reason.`,
    instance: path,
    code: "internal",
    requestId: "",
  };
}

/** The problem of any failure of a call: the one the server named, or that its answer could not be read. */
export function toProblem(error: unknown, path: string): ProblemDetails {
  if (error instanceof ApiError) return error.problem;
  const problem = fallbackProblem(path, 200);
  return { ...problem, code: "provider_invalid", detail: "The answer came, but it is not what was asked for." };
}

/**
 * Calls our own API. Resolves with the answer when it is 2xx; throws AskError otherwise.
 * An abort by `signal` is thrown as it is (DOMException `AbortError`).
 */
export async function fetchApi(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, credentials: "same-origin", cache: "no-store", redirect: "error" });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(fallbackProblem(path, 0));
  }
  if (response.ok) return response;
  const problem = parseProblemDetails(await response.json().catch(() => null));
  throw new ApiError(problem ?? fallbackProblem(path, response.status));
}

/** `ask`, with the answer's body read as JSON. */
export async function askJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetchApi(path, init);
  return (await response.json()) as T;
}
