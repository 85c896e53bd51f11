/** Declaration of the bag (RFC 8493 section 2.1.1). */
export const bagDeclaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

export type BagInfo = {
  /** `2026-11-23`, UTC. */
  date: string;
  /** Payload: bytes, and files. */
  octets: number;
  files: number;
  evidenceId: string;
  /** Name and version of the product. */
  agent: string;
  /** Number of the dossier's log entry: index + 1. */
  logEntry: number;
};

/** Formats `bag-info.txt` (RFC 8493 section 2.2.2), its elements in the order of DOSSIER.md. */
export function formatBagInfo({ date, octets, files, evidenceId, agent, logEntry }: BagInfo): string {
  return [
    `Bagging-Date: ${date}`,
    `Payload-Oxum: ${octets}.${files}`,
    `External-Identifier: ${evidenceId}`,
    "External-Description: Identification evidence dossier",
    `Bag-Software-Agent: ${agent}`,
    "Evidence-Dossier-Format: 1",
    `Log-Entry: ${logEntry}`,
    "",
  ].join("\n");
}

/** Reads the elements of a `bag-info.txt`; a repeated or malformed one is left out. */
export function parseBagInfo(text: string): ReadonlyMap<string, string> {
  const elements = new Map<string, string>();
  const repeated = new Set<string>();
  for (const line of text.split(/\r?\n/)) {
    const [, name = "", value = ""] = /^([A-Za-z-]+): (.*)$/.exec(line) ?? [];
    if (elements.has(name)) repeated.add(name);
    if (name !== "") elements.set(name, value);
  }
  for (const name of repeated) elements.delete(name);
  return elements;
}
