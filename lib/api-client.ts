import { type Problem, parseProblem } from "#lib/problem";

/** A failed call as the browser knows it: the problem that the server named, or that the server could not be reached. */
export class AskError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = "AskError";
    this.problem = problem;
  }
}

/** The problem for an answer that carries none: the connection to our own server failed, or something stands between. */
export function unnamedProblem(path: string, status: number): Problem {
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
export function problemOf(error: unknown, path: string): Problem {
  if (error instanceof AskError) return error.problem;
  const problem = unnamedProblem(path, 200);
  return { ...problem, code: "provider_invalid", detail: "The answer came, but it is not what was asked for." };
}

/**
 * Calls our own API. Resolves with the answer when it is 2xx; throws AskError otherwise.
 * An abort by `signal` is thrown as it is (DOMException `AbortError`).
 */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, credentials: "same-origin", cache: "no-store", redirect: "error" });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new AskError(unnamedProblem(path, 0));
  }
  if (response.ok) return response;
  const problem = parseProblem(await response.json().catch(() => null));
  throw new AskError(problem ?? unnamedProblem(path, response.status));
}

/** `ask`, with the answer's body read as JSON. */
export async function askJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await ask(path, init);
  return (await response.json()) as T;
}
