import type { EvidenceAccess } from "#lib/audit/schema";

/** Accesses of one person in a row, newest first in the log; a single one is a group of its own. */
export type AccessGroup = {
  name: string;
  kind: "release" | "polls";
  /** Numbers of their entries in ascending order, and the logs that they are of. */
  first: number;
  last: number;
  firstAt: string;
  lastAt: string;
  count: number;
  /** Artefacts in the order of the log, newest first, each once. */
  artefacts: readonly string[];
};

const kindOf = ({ polls }: EvidenceAccess): AccessGroup["kind"] => (polls ? "polls" : "release");

/**
 * Groups accesses that follow each other and are of the same person and event, so that a case that was opened often
 * takes little paper. Entries of different logs are never grouped: their numbers begin again.
 */
export function groupAccesses(items: readonly EvidenceAccess[]): AccessGroup[] {
  const groups: (AccessGroup & { log: number })[] = [];
  for (const item of items) {
    const { log, name, sequence, at } = item;
    const kind = kindOf(item);
    const artefacts = item.artefact === null ? [] : [item.artefact];
    const group = groups.at(-1);
    if (group === undefined || group.name !== name || group.kind !== kind || group.log !== log) {
      groups.push({ log, name, kind, first: sequence, last: sequence, firstAt: at, lastAt: at, count: 1, artefacts });
      continue;
    }
    // Newest first: each further item is older.
    const more = artefacts.filter((artefact) => !group.artefacts.includes(artefact));
    groups[groups.length - 1] = {
      ...group,
      first: sequence,
      firstAt: at,
      count: group.count + 1,
      artefacts: [...group.artefacts, ...more],
    };
  }
  return groups.map(({ log: _, ...group }) => group);
}
