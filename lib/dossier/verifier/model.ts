/** Checks of a dossier, in the order in which they are reported (DOSSIER.md section 6). */
export const checkNames = [
  "container",
  "manifest",
  "pieces",
  "entry",
  "inclusion",
  "checkpoint",
  "rotations",
  "log_key",
  "custody",
  "decisions",
  "token",
  "token_key",
  "timestamp",
  "tags",
  "extras",
] as const;
export type CheckName = (typeof checkNames)[number];

export const findingOutcomes = ["pass", "fail", "warn", "info", "not_checked"] as const;
export type FindingOutcome = (typeof findingOutcomes)[number];

/** One result of a check. `code` is stable and null for a pass; `detail` has raw values and is text, never markup. */
export type Finding = {
  check: CheckName;
  outcome: FindingOutcome;
  code: string | null;
  path: string | null;
  detail: string | null;
};

/** From the worst to the best; where several apply, the first counts (DOSSIER.md section 8). */
export const outcomes = [
  "unreadable",
  "changed",
  "other_key",
  "incomplete",
  "intact_with_remarks",
  "intact_keys_not_compared",
  "intact",
] as const;
export type Outcome = (typeof outcomes)[number];

/** Recomputed verdict on the token; `not_checked` where a key is missing or the browser lacks the algorithm. */
export type TokenOutcome =
  | "valid"
  | "expired"
  | "not_yet_valid"
  | "unbound"
  | "invalid"
  | "untrusted"
  | "key_no_longer_published"
  | "undecodable"
  | "not_checked"
  | "absent";

/** Keys that the recipient got elsewhere; an empty text means that none was given. */
export type GivenKeys = { logKey: string; tokenKey: string };

export type Result = { outcome: Outcome; token: TokenOutcome; checks: Finding[] };

/** Codes that say that the container is not a dossier that this verifier reads. */
const unreadableCodes = new Set(["zip_unreadable", "no_dossier", "format_unknown"]);
/** Something is missing, and what is there was not changed. */
const missingCodes = new Set(["piece_missing", "timestamp_missing", "token_not_included", "token_was_received"]);

/** Derives the outcome from all findings. */
export function decideOutcome(findings: readonly Finding[]): Outcome {
  const failed = findings.filter(({ outcome }) => outcome === "fail");
  if (failed.some(({ code }) => unreadableCodes.has(code ?? ""))) return "unreadable";
  const isOther = ({ check, code }: Finding) =>
    code === "key_differs" && (check === "log_key" || check === "token_key");
  const isMissing = ({ code }: Finding) => missingCodes.has(code ?? "");
  if (failed.some((finding) => !isOther(finding) && !isMissing(finding))) return "changed";
  if (failed.some(isOther)) return "other_key";
  if (failed.length > 0) return "incomplete";
  if (findings.some(({ outcome }) => outcome === "warn")) return "intact_with_remarks";
  const compared = (check: CheckName) =>
    findings.some(
      (finding) => finding.check === check && (finding.outcome === "pass" || finding.code === "key_absent"),
    );
  // What this browser cannot verify is not good: the dossier is not green.
  const lacks = findings.some(({ check, code }) => check !== "token" && code === "browser_lacks_algorithm");
  return compared("log_key") && compared("token_key") && !lacks ? "intact" : "intact_keys_not_compared";
}
