import { type ProblemDetails, parseProblemDetails } from "#lib/problem";
import { callOptions, takeEarlyCall } from "#lib/runtime/early-calls";
import * as z from "#lib/runtime/zod";

/** Failed API call with the server's problem details, or with a fallback. */
export class ApiError extends Error {
  readonly problem: ProblemDetails;

  constructor(problem: ProblemDetails) {
    super(problem.detail);
    this.name = "ApiError";
    this.problem = problem;
  }
}

/** Builds problem details for a response that has none; `status` 0 means that no response arrived. */
export function fallbackProblem(path: string, status: number): ProblemDetails {
  return {
    type: "about:blank",
    title: "No usable response",
    status,
    detail:
      status === 0
        ? "Evidence Desk can't be reached. Check your network connection, then try again."
        : `Evidence Desk responded with status ${status} and no details. Try again.`,
    instance: path,
    code: "internal",
    requestId: "",
  };
}

/** Converts any failure of a call to problem details. */
export function toProblem(error: unknown, path: string): ProblemDetails {
  if (error instanceof ApiError) return error.problem;
  const problem = fallbackProblem(path, 200);
  return {
    ...problem,
    code: "provider_invalid",
    detail: "The response isn't in the expected format. Reload the page, then try again.",
  };
}

/** Calls our own API. @throws ApiError unless 2xx; DOMException `AbortError` if `signal` aborts */
export async function fetchApi(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await (takeEarlyCall(path, init) ?? fetch(path, { ...init, ...callOptions }));
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(fallbackProblem(path, 0));
  }
  if (response.ok) return response;
  const problem = parseProblemDetails(await response.json().catch(() => null));
  throw new ApiError(problem ?? fallbackProblem(path, response.status));
}

/** Calls our own API and parses the body. @throws ApiError as `fetchApi`, and for a body that `schema` does not match */
export async function fetchJsonWithHeaders<Schema extends z.Schema>(
  path: string,
  schema: Schema,
  init: RequestInit = {},
): Promise<{ body: z.infer<Schema>; headers: Headers }> {
  const response = await fetchApi(path, init);
  try {
    return { body: z.parse(schema, await response.json()), headers: response.headers };
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(toProblem(error, path));
  }
}

export async function fetchJson<Schema extends z.Schema>(
  path: string,
  schema: Schema,
  init: RequestInit = {},
): Promise<z.infer<Schema>> {
  return (await fetchJsonWithHeaders(path, schema, init)).body;
}
