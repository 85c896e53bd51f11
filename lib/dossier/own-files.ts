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
export const formatComparison = (comparedAt: string, facts: ComparisonFacts): string =>
  formatJsonFile({ format: "evidence-dossier-comparison/1", comparedAt, ...facts });

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
export const formatFileList = (sha256: string | null, entries: readonly ListedEntry[]): string =>
  formatJsonFile({ format: "evidence-dossier-files/1", sha256, entries });
