import type { Verdict } from "#lib/token/model";
import type { Agreement, DigestOutcome } from "./model.ts";

/** What goes back into a ticket. Everything in it is an id, a digest, a verdict or a time: no personal data of the signer. */
export type VerdictBlock = {
  /** The conclusion in words of ours. */
  conclusion: string;
  srId: string;
  evidenceId: string;
  /** The provider's own word. */
  identification: string | null;
  verdict: Verdict | null;
  recordSha256: string | null;
  archiveSha256: string | null;
  agreement: Agreement | null;
  reviewer: string;
  /** ISO 8601. */
  at: string;
  link: string;
  /** Number of the access log's entry for the verdict; null where the log was not asked. */
  logEntry: number | null;
};

/** A status word has no more letters than this; what is longer may say anything. */
const maxWord = 40;

/** Names of ours; a path of an unknown schema may hold anything, so it is only counted. */
function listDifferences(agreement: Agreement | null): string {
  if (agreement === null) return "not compared";
  const differing = agreement.statements.filter(({ outcome }) => outcome === "differs");
  const known = differing.filter(({ isKnown }) => isKnown).map(({ name }) => name.replaceAll("_", " "));
  const unknown = differing.length - known.length;
  const all = unknown > 0 ? [...known, `${unknown} of the provider's own fields`] : known;
  return all.length > 0 ? all.join(", ") : "none found";
}

const words: Record<DigestOutcome, string> = {
  proven: "signed and right",
  consistent: "right, not signed",
  differs: "wrong",
  missing: "of files that are missing",
  unmatched: "that fit nothing",
};

function countDigests(agreement: Agreement | null): string {
  if (agreement === null) return "not compared";
  const parts = (Object.keys(words) as DigestOutcome[]).flatMap((wanted) => {
    const count = agreement.digests.filter(({ outcome }) => outcome === wanted).length;
    return count > 0 ? [`${count} ${words[wanted]}`] : [];
  });
  return parts.length > 0 ? parts.join(", ") : "none claimed";
}

/**
 * The block as plain text in English, whatever the page's language: tickets travel. One fact a line; a fact that is not
 * known says so instead of being left out.
 */
export function formatVerdict(block: VerdictBlock): string {
  const { verdict, agreement } = block;
  const lines: [string, string][] = [
    ["Evidence Desk", block.conclusion],
    ["Signature request", block.srId],
    ["Evidence", block.evidenceId],
    ["Identification", block.identification?.slice(0, maxWord) ?? "not known"],
    ["Token", verdict ? `${verdict.verdict} (${verdict.reason})` : "not checked"],
    ["Token SHA-256", verdict?.sha256 ?? "not checked"],
    ["Key thumbprint", verdict?.key?.thumbprint ?? "none"],
    ["Record SHA-256", block.recordSha256 ?? "not opened"],
    ["Archive SHA-256", block.archiveSha256 ?? "not opened"],
    ["Differences", listDifferences(agreement)],
    ["Digests", countDigests(agreement)],
    ["Reviewer", block.reviewer],
    ["Time", block.at],
    ["Access log entry", block.logEntry === null ? "not known" : String(block.logEntry)],
    ["Link", block.link],
  ];
  return lines.map(([name, value]) => `${name}: ${value.replaceAll(/\s+/g, " ")}`).join("\n");
}
