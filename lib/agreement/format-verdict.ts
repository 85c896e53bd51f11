import type { Verdict } from "#lib/token/model";
import type { Conclusion } from "./conclude.ts";

/** What goes back into a ticket. Everything in it is an id, a digest, a verdict or a time: no personal data of the signer. */
export type VerdictBlock = {
  conclusion: Conclusion["code"];
  srId: string;
  evidenceId: string;
  identification: string | null;
  verdict: Verdict | null;
  recordSha256: string | null;
  archiveSha256: string | null;
  differing: readonly string[];
  reviewer: string;
  /** ISO 8601. */
  at: string;
  link: string;
  /** Number of the access log's entry for the verdict; null where the log was not asked. */
  logEntry: number | null;
};

/**
 * The block as plain text in English, whatever the page's language: tickets travel. One fact a line; a fact that is not
 * known says so instead of being left out.
 */
export function formatVerdict(block: VerdictBlock): string {
  const { verdict } = block;
  const lines: [string, string][] = [
    ["Evidence Desk", block.conclusion.replaceAll("_", " ")],
    ["Signature request", block.srId],
    ["Evidence", block.evidenceId],
    ["Identification", block.identification ?? "not known"],
    ["Token", verdict ? `${verdict.verdict} (${verdict.reason})` : "not checked"],
    ["Token SHA-256", verdict?.sha256 ?? "not checked"],
    ["Key thumbprint", verdict?.key?.thumbprint ?? "none"],
    ["Record SHA-256", block.recordSha256 ?? "not opened"],
    ["Archive SHA-256", block.archiveSha256 ?? "not opened"],
    ["Differences", block.differing.length > 0 ? block.differing.join(", ") : "none found"],
    ["Reviewer", block.reviewer],
    ["Time", block.at],
    ["Access log entry", block.logEntry === null ? "not known" : String(block.logEntry)],
    ["Link", block.link],
  ];
  return lines.map(([name, value]) => `${name}: ${value.replaceAll(/\s+/g, " ")}`).join("\n");
}
