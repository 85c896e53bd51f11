import type { IntegrityFailure, IntegrityFailureReason } from "./log-fault.ts";

/** Stops a verification at its first failure. */
export class VerificationFailure extends Error {
  readonly failure: IntegrityFailure;

  constructor(failure: IntegrityFailure) {
    super(failure.detail);
    this.failure = failure;
  }
}

/** @param index of the entry that shows the failure; before the first one it counts as the first */
export function fail(index: number, reason: IntegrityFailureReason, detail: string): never {
  throw new VerificationFailure({ sequence: Math.max(0, index) + 1, reason, detail });
}
