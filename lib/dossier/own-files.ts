import { formatJsonFile } from "./json-text.ts";

/** A finding of the browser, as `comparison.json` has it; names that apply only on screen are left out by the caller. */
export type ComparisonFacts = {
  conclusion: { outcome: string; reasons: readonly unknown[] };
  statements: readonly unknown[];
  digests: readonly unknown[];
  unclaimedFiles: readonly unknown[];
  broken: readonly unknown[];
  isCut: boolean;
};

/** @param comparedAt ISO 8601 UTC */
export function formatComparison(comparedAt: string, facts: ComparisonFacts): string {
  const { outcome, reasons } = facts.conclusion;
  const { statements, digests, unclaimedFiles, broken, isCut } = facts;
  const compared = { conclusion: { outcome, reasons }, statements, digests, unclaimedFiles, broken, isCut };
  return formatJsonFile({ format: "evidence-dossier-comparison/1", comparedAt, ...compared });
}

/** One entry of the archive; `sha256` is null if it was not read to its end. */
export type ListedEntry = {
  number: number;
  name: string;
  sizeBytes: number;
  sha256: string | null;
  isWhole: boolean;
  oddities: readonly string[];
};

/** @param sha256 of the archive */
export function formatFileList(sha256: string | null, listed: readonly ListedEntry[]): string {
  const entries = listed.map(({ number, name, sizeBytes, sha256: digest, isWhole, oddities }) => ({
    ...{ number, name, sizeBytes, sha256: digest },
    ...{ isWhole, oddities },
  }));
  return formatJsonFile({ format: "evidence-dossier-files/1", sha256, entries });
}
