import "server-only";
import { type ProblemCode, ProblemError, type ProviderErrorDetails } from "#lib/problem";

/** Where a call went wrong, finer than the contract's codes: the connection check tells its story by it. */
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
  /** Worth another try, because reads change nothing and the line may be better in a moment. */
  retry?: boolean;
  /** The host as a whole seems down, not this one answer. */
  outage?: boolean;
  retryAfterS?: number | undefined;
  provider?: ProviderErrorDetails | undefined;
  cause?: unknown;
};

/** A failed call to the outside: what the contract calls it, and what we know beyond that. */
export class UpstreamError extends ProblemError {
  readonly reason: UpstreamErrorReason;
  readonly retry: boolean;
  readonly outage: boolean;

  constructor(code: ProblemCode, reason: UpstreamErrorReason, detail: string, more: More = {}) {
    super(code, detail, { retryAfterS: more.retryAfterS, provider: more.provider, cause: more.cause });
    this.name = "ProviderFault";
    this.reason = reason;
    this.retry = more.retry ?? false;
    this.outage = more.outage ?? false;
  }
}

/** The person closed the page or pressed Cancel: nothing is wrong with anybody. */
export function cancelledError(): UpstreamError {
  return new UpstreamError("provider_unavailable", "cancelled", "The request was given up before it was answered.");
}
