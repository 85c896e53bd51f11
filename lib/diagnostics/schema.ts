import { isId } from "#lib/paths";
import { ProblemError } from "#lib/problem";
import type { ProviderEnvironment } from "#lib/provider/environment";

/** What a connection check looks at, in its order: the later ones make no sense before the earlier ones. */
export const stepNames = [
  "reach",
  "clock",
  "key",
  "login",
  "api",
  "request",
  "status",
  "record",
  "files",
  "token",
  "trust",
  "log",
] as const;
export type StepName = (typeof stepNames)[number];

/** `warn`: works, but somebody should know. `skip`: cannot be told before something else is mended. */
export type StepOutcome = "pass" | "warn" | "fail" | "skip";

/** Stable codes of what was found; each has a sentence in lib/i18n. */
export const stepReasons = [
  "ok",
  "dns",
  "refused",
  "connect_timeout",
  "tls",
  "proxy",
  "reset",
  "silent",
  "not_http",
  "redirect",
  "wrong_answer",
  "path",
  "down",
  "clock_off",
  "clock_unknown",
  "demo",
  "production",
  "key_unknown",
  "credentials",
  "rate_limited",
  "denied",
  "feature",
  "unknown_id",
  "not_of_request",
  "not_completed",
  "rejected",
  "no_evidence",
  "request_without_evidence",
  "no_keys",
  "keys_partly",
  "keys_unavailable",
  "log_closed",
  "earlier",
] as const;
export type StepReason = (typeof stepReasons)[number];

export type Step = {
  name: StepName;
  outcome: StepOutcome;
  reason: StepReason;
  /** Settings to look at, by name; never their values. */
  settings: string[];
  tookMs: number | null;
  /** What the provider itself said: status, problem type, key. */
  said: string | null;
  /** A number that belongs to the reason: seconds of clock difference, keys found. */
  amount: number | null;
};

export type ConnectionReport = { at: string; steps: Step[] };

/** Facts of this installation, from its settings; nothing secret, nothing measured. */
export type InstallationFacts = {
  environment: ProviderEnvironment;
  baseUrl: string;
  paths: { setting: string; template: string }[];
  limits: { setting: string; value: number }[];
  throughProxy: boolean;
  trustSources: string[];
  database: "sqlite" | "postgres";
  version: string;
  node: string;
};

/** The ids that a check shall try; empty means: whichever is there. @throws ProblemError `invalid_request` */
export function readAsked(body: unknown): { srId: string | null; evidenceId: string | null } {
  const fields = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const read = (value: unknown) => {
    if (value === undefined || value === null || value === "") return null;
    if (typeof value === "string" && isId(value.trim())) return value.trim();
    throw new ProblemError(
      "invalid_request",
      "An id is 1 to 128 letters, digits, dots, dashes, tildes or underscores.",
    );
  };
  return { srId: read(fields.srId), evidenceId: read(fields.evidenceId) };
}
