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
  /** A decision that this person cannot record now; nothing was stored. */
  decision_refused: 409,
  /** The manifest of a dossier names digests that were not released to this person; nothing was recorded. */
  dossier_not_confirmed: 409,
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

/** Problem types that the provider publishes: the segment after `/problem/`. Others might contain data. */
export const providerProblemTypes: ReadonlySet<string> = new Set([
  "problem-with-message",
  "entity-not-found",
  "feature-not-enabled",
  "constraint-violation",
  "parameterized",
  "limit-exceeded",
]);

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

/** Expected failure; `detail` says what failed, where, and what to do. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly retryAfterS: number | undefined;
  readonly provider: ProviderErrorDetails | undefined;
  /** Code for the entry of a refusal in the access log, where `code` is not precise enough. */
  readonly refusal: string | undefined;

  constructor(
    code: ProblemCode,
    detail: string,
    more: {
      retryAfterS?: number | undefined;
      provider?: ProviderErrorDetails | undefined;
      refusal?: string;
      cause?: unknown;
    } = {},
  ) {
    super(detail, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = "ProblemError";
    this.code = code;
    this.retryAfterS = more.retryAfterS;
    this.provider = more.provider;
    this.refusal = more.refusal;
  }
}

/** Titles for readers of the JSON; screens use lib/i18n. */
const problemTitles: Record<ProblemCode, string> = {
  unauthenticated: "Not signed in",
  forbidden: "Access denied",
  invalid_request: "Invalid request",
  method_not_allowed: "Method not allowed",
  purpose_required: "Purpose required",
  rate_limited: "Rate limit reached",
  feature_not_enabled: "Feature not enabled at the provider",
  provider_denied: "Access denied by the provider",
  not_found: "Not found",
  evidence_path_unknown: "Path unknown to the provider",
  not_completed: "Identification not completed",
  decision_refused: "Decision refused",
  dossier_not_confirmed: "Dossier not confirmed",
  provider_rejected: "Request rejected by the provider",
  provider_rate_limited: "Rate limit of the provider reached",
  provider_login_failed: "Login at the provider failed",
  provider_unavailable: "Provider unavailable",
  provider_timeout: "Provider timeout",
  provider_invalid: "Invalid response from the provider",
  provider_too_large: "Response from the provider too large",
  audit_unavailable: "Access log unavailable",
  internal: "Internal error",
};

/** `request.path` must not include the query, which may contain search text. */
export function toProblemDetails(error: ProblemError, request: { requestId: string; path: string }): ProblemDetails {
  return {
    type: `about:blank#${error.code}`,
    title: problemTitles[error.code],
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
