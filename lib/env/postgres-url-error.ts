/** The message is the reason of a setting's error, and contains no part of the URL. */
export class PostgresUrlError extends Error {
  override readonly name = "PostgresUrlError";
  /** True if DATABASE_TLS is wrong rather than the URL. */
  readonly concernsTls: boolean;

  constructor(reason: string, concernsTls = false) {
    super(reason);
    this.concernsTls = concernsTls;
  }
}
