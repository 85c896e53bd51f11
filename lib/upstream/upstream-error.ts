import "server-only";
import { type ProblemCode, ProblemError, type ProviderErrorDetails } from "#lib/problem";

/** More specific than the problem codes; the connection check explains failures with it. */
export type UpstreamErrorReason =
  | "dns"
  | "refused"
  | "connect_timeout"
  | "tls"
  | "proxy"
  | "reset"
  | "first_byte"
  | "stalled"
  | "deadline"
  | "not_http"
  | "headers"
  | "length"
  | "encoding"
  | "content_type"
  | "redirect"
  | "status"
  | "empty"
  | "too_large"
  | "echo"
  | "unreadable"
  | "credentials"
  | "circuit"
  | "cancelled";

type More = {
  /** True if a retry may succeed; reads are idempotent. */
  retry?: boolean;
  /** True if the whole host seems down, not only this response. */
  outage?: boolean;
  retryAfterS?: number | undefined;
  provider?: ProviderErrorDetails | undefined;
  cause?: unknown;
};

/** A failed upstream call: the contract's problem code plus a specific reason. */
export class UpstreamError extends ProblemError {
  readonly reason: UpstreamErrorReason;
  readonly retry: boolean;
  readonly outage: boolean;

  constructor(code: ProblemCode, reason: UpstreamErrorReason, detail: string, more: More = {}) {
    super(code, detail, { retryAfterS: more.retryAfterS, provider: more.provider, cause: more.cause });
    this.name = "UpstreamError";
    this.reason = reason;
    this.retry = more.retry ?? false;
    this.outage = more.outage ?? false;
  }
}

export function cancelledError(): UpstreamError {
  return new UpstreamError(
    "provider_unavailable",
    "cancelled",
    "The request was cancelled before the provider's response. Try again.",
  );
}
