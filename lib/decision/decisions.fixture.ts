import { createHash } from "node:crypto";
import { formatDecision } from "./canonical.ts";
import type { Bound, Decision, DecisionContent } from "./model.ts";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

export const testBound: Bound = {
  ...{ status: hash("status"), record: hash("record"), files: hash("files"), token: hash("token") },
  ...{ report: null, document: null, conclusion: "consistent", stated: "browser", verdict: "valid" },
  ...{ product: "0", rules: "2026-11", trust: hash("trust") },
};

/** A decision for tests of pure rules. */
export function makeDecision(position: number, given: Partial<Decision> = {}): Decision {
  const content: DecisionContent = {
    ...{ v: 1, id: `d${position}`, salt: "c2FsdA==", at: "2026-11-28T10:00:00.000Z", srId: "sr", evidenceId: "ev" },
    ...{ subject: "ann", role: "reviewer", outcome: "accept", reason: "identity_confirmed", note: "" },
    ...{ ticket: null, purpose: null, faces: null, escalateTo: null, supersedes: null, review: "none" },
    boundTo: testBound,
  };
  const canonical = formatDecision(content);
  const kept = { position, person: "Ann", email: null, canonical, sha256: hash(canonical), logEntry: position };
  return { ...content, ...kept, assertion: null, ...given };
}
