/** Files of a dossier, in the order in which the ZIP has them (DOSSIER.md section 1). */
export const treePaths = [
  "bagit.txt",
  "bag-info.txt",
  "manifest-sha256.txt",
  "tagmanifest-sha256.txt",
  "READ-ME.txt",
  "verify.html",
  "verify.sh",
  "data/dossier.json",
  "data/request.json",
  "data/evidence/status.json",
  "data/evidence/record.json",
  "data/evidence/files.zip",
  "data/evidence/token.jwt",
  "data/evidence/report.json",
  "data/evidence/signed.pdf",
  "data/keys.json",
  "data/keys/token-key.pem",
  "data/verdict.json",
  "data/comparison.json",
  "data/files.json",
  "data/decisions.json",
  "data/examination.json",
  "data/report.html",
  "data/report.pdf",
  "data/limits.html",
  "log/checkpoint",
  "log/keys.json",
  "log/log-key.pem",
  "log/entry.json",
  "log/entry.salt",
  "log/entry.leaf.json",
  "log/entry.tlog-proof",
  "log/entries.jsonl",
  "timestamp/manifest.tsr",
  "timestamp/tsa-ca.pem",
  "timestamp/tsa-chain.pem",
] as const;

export type TreePath = (typeof treePaths)[number];

export const manifestPath = "manifest-sha256.txt";
export const tagManifestPath = "tagmanifest-sha256.txt";

const known: ReadonlySet<string> = new Set(treePaths);

export const isTreePath = (path: string): path is TreePath => known.has(path);

/** Files under `data/` are the payload of the bag (RFC 8493 section 2.1.2). */
export const isPayloadPath = (path: string): boolean => path.startsWith("data/");

/** Without a folder, a path of a hostile manifest leads nowhere: segments have no dots alone, no separators, no control characters. */
export function isSafePath(path: string): boolean {
  return /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(path) && !path.includes("\\") && isBelow(path);
}

/** True for a relative path whose segments name something below its folder. */
export function isBelow(path: string): boolean {
  return path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..");
}

/** Name of the dossier's folder, and of its ZIP without the extension. @param madeAt UTC */
export function baseName(evidenceId: string, madeAt: Date): string {
  const time = madeAt
    .toISOString()
    .replace(/\.\d{3}/, "")
    .replaceAll(/[-:]/g, "");
  return `evidence-dossier_${evidenceId.slice(0, 40)}_${time}`;
}
