import "server-only";
import type { ProblemCode } from "#lib/problem";

/** Outcome of a response that was broken off because its session ended; the entry's detail has the reason. */
export const brokenOffBySessionEnd = "broken_off_by_session_end";

/** Outcome of a release for the access log; `bytes` and `sha256` (hex) describe the bytes that left the server. */
export type ReleaseOutcome = {
  outcome: "whole" | "broken_off_by_provider" | "broken_off_by_client" | "refused";
  bytes: number;
  sha256: string | null;
  code?: ProblemCode;
  detail?: Record<string, string>;
  /** False for a status that pages request again by themselves. */
  isFinal?: boolean;
};

export type ReleaseContext = {
  requestId: string;
  signal: AbortSignal;
  /** @throws ProblemError `audit_unavailable`; the release must then stop */
  recordOutcome(outcome: {
    outcome: "whole" | "broken_off_by_provider" | "broken_off_by_client";
    bytes: number;
    sha256: string | null;
    code?: ProblemCode;
  }): Promise<void>;
};
