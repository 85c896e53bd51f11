/** Why a browser made no use of a passkey; the words are in lib/i18n under `passkey.fault`. */
export type FaultReason = "cancelled" | "address" | "unsupported" | "no_passkey" | "known" | "failed";

export class PasskeyFault extends Error {
  readonly reason: FaultReason;

  constructor(reason: FaultReason) {
    super(reason);
    this.name = "PasskeyFault";
    this.reason = reason;
  }
}

/** Names of DOMException that Web Authentication Level 3 (sections 5.1.3 and 5.1.4) rejects with. */
const reasons: Record<string, FaultReason> = {
  // Also after the time is over, so that a page cannot tell which passkeys a device has.
  NotAllowedError: "cancelled",
  AbortError: "cancelled",
  SecurityError: "address",
  InvalidStateError: "known",
  NotSupportedError: "unsupported",
  ConstraintError: "unsupported",
};

/** Reads what `navigator.credentials` rejected with. */
export function toPasskeyFault(error: unknown): PasskeyFault {
  if (error instanceof PasskeyFault) return error;
  const name = error instanceof Error ? error.name : "";
  return new PasskeyFault(Object.hasOwn(reasons, name) ? (reasons[name] ?? "failed") : "failed");
}
