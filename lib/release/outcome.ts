import "server-only";
import type { ProblemCode } from "#lib/problem";

/** How a release ended: the second entry of the access log. `bytes` and `sha256` (hex) speak of what left the server. */
export type ReleaseOutcome = {
  outcome: "whole" | "broken_off_by_provider" | "broken_off_by_client" | "refused";
  bytes: number;
  sha256: string | null;
  code?: ProblemCode;
  detail?: Record<string, string>;
};

/** The part of a call that a release needs: where its end is written down, and whether the client is still there. */
export type ReleaseContext = {
  requestId: string;
  signal: AbortSignal;
  /** @throws ProblemError `audit_unavailable`; then nothing more may leave */
  recordOutcome(outcome: {
    outcome: "whole" | "broken_off_by_provider" | "broken_off_by_client";
    bytes: number;
    sha256: string | null;
    code?: ProblemCode;
  }): Promise<void>;
};
