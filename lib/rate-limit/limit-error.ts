import { ProblemError } from "#lib/problem";

/** `rate_limited` by a limit per person; `limit` and `allowed` go into the log entry of the refusal. */
export class LimitError extends ProblemError {
  override readonly name = "LimitError";
  readonly limit: string;
  readonly allowed: number;

  constructor(
    detail: string,
    { limit, allowed, retryAfterS }: { limit: string; allowed: number; retryAfterS: number },
  ) {
    super("rate_limited", detail, { retryAfterS });
    this.limit = limit;
    this.allowed = allowed;
  }
}
