import type { Agreement, DigestClaim } from "#lib/agreement/model";
import type { Verdict } from "#lib/token/schema";
import type { Mark } from "./model.ts";

export const fileStateCodes = [
  "signed_differs",
  "differs",
  "not_read",
  "signed",
  "signed_expired",
  "stated",
  "no_claim",
  "not_compared",
] as const;
type FileStateCode = (typeof fileStateCodes)[number];

const markOf: Record<FileStateCode, Mark> = {
  signed_differs: "differs",
  differs: "differs",
  not_read: "unsure",
  signed: "agrees",
  signed_expired: "unsure",
  stated: "agrees",
  no_claim: "none",
  not_compared: "none",
};

type File = { number: number; isWhole: boolean };

/** The most serious finding about one file: a difference, a file that was not read, then the strongest claim that matches. */
function codeOf(agreement: Agreement | null, verdict: Verdict | null, file: File | undefined): FileStateCode {
  if (file === undefined || agreement === null) return file?.isWhole === false ? "not_read" : "not_compared";
  const own = agreement.digests.filter(({ match }) => match?.kind === "file" && match.number === file.number);
  const wrong = own.filter(({ outcome }) => outcome === "differs");
  const isSigned = ({ source }: DigestClaim) => source === "token" && verdict?.verdict === "valid";
  if (wrong.length > 0) return wrong.some(isSigned) ? "signed_differs" : "differs";
  if (!file.isWhole) return "not_read";
  const has = (wanted: DigestClaim["outcome"]) => own.some(({ outcome }) => outcome === wanted);
  if (has("proven")) return "signed";
  if (has("expired")) return "signed_expired";
  return has("consistent") ? "stated" : "no_claim";
}

export function findFileState(
  agreement: Agreement | null,
  verdict: Verdict | null,
  file: File | undefined,
): { code: FileStateCode; mark: Mark } {
  const code = codeOf(agreement, verdict, file);
  return { code, mark: markOf[code] };
}
