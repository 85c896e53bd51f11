import type { Reason } from "./reasons.ts";
import type { Check, CheckName, Verdict, VerdictName } from "./schema.ts";

/** Decisive reasons other than failed checks, in the contract's order of precedence. */
const deciding: { verdict: VerdictName; check: CheckName; reasons: readonly Reason[]; as?: Reason }[] = [
  { verdict: "untrusted", check: "structure", reasons: ["encrypted"] },
  { verdict: "untrusted", check: "algorithm", reasons: ["alg_unknown"], as: "cannot_be_checked_here" },
  {
    verdict: "untrusted",
    check: "key",
    reasons: [
      "no_keys_configured",
      "keys_unavailable",
      "unknown_key",
      "key_no_longer_published",
      "certificate_constraint_unsupported",
    ],
  },
  { verdict: "untrusted", check: "key", reasons: ["key_kind_unknown"], as: "cannot_be_checked_here" },
  { verdict: "untrusted", check: "structure", reasons: ["disclosures_not_matched"], as: "cannot_be_checked_here" },
  { verdict: "not_yet_valid", check: "not_before", reasons: ["not_yet_valid"] },
  { verdict: "not_yet_valid", check: "issued_at", reasons: ["issued_in_the_future"] },
  { verdict: "expired", check: "expiry", reasons: ["expired"] },
  { verdict: "expired", check: "key", reasons: ["certificate_expired"] },
  {
    verdict: "unbound",
    check: "binding",
    reasons: ["names_other_evidence", "names_no_evidence", "status_unknown", "empty_payload"],
  },
];

/** Applies the first matching rule; `valid` comes last and requires a verified signature. */
export function decideVerdict(checks: readonly Check[], decodable: boolean): Pick<Verdict, "verdict" | "reason"> {
  const failed = checks.find(({ outcome }) => outcome === "fail");
  if (!decodable) return { verdict: "undecodable", reason: failed?.reason ?? "not_three_parts" };
  if (failed) return { verdict: "invalid", reason: failed.reason };
  const informs = checks.some(({ outcome }) => outcome === "info");
  for (const { verdict, check, reasons, as } of informs ? deciding : []) {
    const decisive = checks.find(({ name, reason }) => name === check && reasons.includes(reason));
    if (decisive) return { verdict, reason: as ?? decisive.reason };
  }
  const passed = (wanted: CheckName) => checks.some(({ name, outcome }) => name === wanted && outcome === "pass");
  const proven = (["structure", "algorithm", "key", "signature", "binding"] as const).every(passed);
  return proven ? { verdict: "valid", reason: "valid" } : { verdict: "invalid", reason: "not_proven" };
}
