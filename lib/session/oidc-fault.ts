import "server-only";
import { log } from "#lib/observability/log";
import { singleton } from "#lib/runtime/singleton";
import type { OidcFaultReason } from "./sign-in-reasons.ts";

/** What an administrator needs to see: settings, names of claims, kinds of values; never values of claims. */
export type OidcFacts = Readonly<Record<string, string | number | readonly string[] | null>>;

/** Single sign-on failed for a reason that can be named; the message tells an administrator what to change. */
export class OidcFault extends Error {
  override name = "OidcFault";
  readonly reason: OidcFaultReason;
  readonly facts: OidcFacts;

  constructor(reason: OidcFaultReason, message: string, facts: OidcFacts = {}) {
    super(message);
    this.reason = reason;
    this.facts = facts;
  }
}

/** Writes the fault of one sign-in. */
export function logOidcFault(fault: OidcFault, requestId: string): void {
  log().warn({ authFault: fault.reason, ...fault.facts, requestId }, `single sign-on: ${fault.message}`);
}

const repeatMs = 60_000;

/** Writes a fault that every open tab may cause again, at most once a minute for each code. */
export function logRepeatedFault(code: string, facts: OidcFacts, message: string, now = Date.now()): void {
  const written = singleton("oidc-repeated-faults", () => new Map<string, number>());
  if (now - (written.get(code) ?? 0) < repeatMs) return;
  written.set(code, now);
  log().warn({ authFault: code, ...facts }, `single sign-on: ${message}`);
}
