/** Problem details (RFC 9457) with stable codes, shared by server and browser. */

import * as z from "#lib/runtime/zod";

/** Every `code` and its HTTP status. */
export const problemStatus = {
  unauthenticated: 401,
  forbidden: 403,
  invalid_request: 400,
  method_not_allowed: 405,
  purpose_required: 428,
  rate_limited: 429,
  feature_not_enabled: 403,
  provider_denied: 403,
  not_found: 404,
  evidence_path_unknown: 502,
  not_completed: 409,
  provider_rejected: 502,
  provider_rate_limited: 503,
  provider_login_failed: 502,
  provider_unavailable: 502,
  provider_timeout: 504,
  provider_invalid: 502,
  provider_too_large: 502,
  audit_unavailable: 503,
  /** Unexpected error in Evidence Desk; nothing was released. */
  internal: 500,
} as const;

export type ProblemCode = keyof typeof problemStatus;

const codes = Object.keys(problemStatus) as ProblemCode[];

/** The provider's own error details, verbatim; show them only as a quotation. */
const providerSchema = z.object({
  status: z.optional(z.number()),
  problem: z.optional(z.string()),
  key: z.optional(z.string()),
  message: z.optional(z.string()),
});
export type ProviderErrorDetails = z.infer<typeof providerSchema>;

const text = z.catch(z.string(), "");

/** Members of RFC 9457 section 3.1, plus extension members. Only code and detail must arrive. */
const problemSchema = z.object({
  type: text,
  title: text,
  status: z.catch(z.optional(z.number()), undefined),
  detail: z.string(),
  instance: text,
  code: z.enum(codes),
  requestId: text,
  retryAfterS: z.catch(z.optional(z.number()), undefined),
  provider: z.catch(z.optional(providerSchema), undefined),
});
export type ProblemDetails = z.infer<typeof problemSchema> & { status: number };

/** Expected failure; `detail` is one sentence that the person can act on. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly retryAfterS: number | undefined;
  readonly provider: ProviderErrorDetails | undefined;

  constructor(
    code: ProblemCode,
    detail: string,
    more: { retryAfterS?: number | undefined; provider?: ProviderErrorDetails | undefined; cause?: unknown } = {},
  ) {
    super(detail, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = "ProblemError";
    this.code = code;
    this.retryAfterS = more.retryAfterS;
    this.provider = more.provider;
  }
}

/** Formats `not_found` as `Not found` for readers of the JSON; screens use lib/i18n. */
function formatTitle(code: ProblemCode): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `request.path` must not include the query, which may contain search text. */
export function toProblemDetails(error: ProblemError, request: { requestId: string; path: string }): ProblemDetails {
  return {
    type: `about:blank#${error.code}`,
    title: formatTitle(error.code),
    status: problemStatus[error.code],
    detail: error.message,
    instance: request.path,
    code: error.code,
    requestId: request.requestId,
    ...(error.retryAfterS === undefined ? {} : { retryAfterS: error.retryAfterS }),
    ...(error.provider === undefined ? {} : { provider: error.provider }),
  };
}

/** @returns null if the body is not problem details */
export function parseProblemDetails(body: unknown): ProblemDetails | null {
  const { data } = z.safeParse(problemSchema, body);
  return data ? { ...data, status: data.status ?? problemStatus[data.code] } : null;
}
