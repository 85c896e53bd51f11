import { IndexSet, parseRanges } from "./index-ranges.ts";

/** Events of the log itself, which are never pruned and never erased. */
export const structuralEvents = ["log_started", "key_rotation", "pruning", "erasure", "hold", "hold_released"] as const;

export type StructuralEntry = { index: number; event: string; content: string | null };

/** `from` and `to` are verifier keys. */
export type Rotation = { index: number; from: string; to: string };
export type Removal = { index: number; entries: IndexSet };
export type Hold = { id: string; index: number; releasedAt: number; entries: IndexSet };

/** What the log itself says was taken away from it. */
export type LogActs = { rotations: Rotation[]; prunings: Removal[]; erasures: Removal[]; holds: Hold[] };

export function parseLogDetail(content: string | null): { [name: string]: unknown } {
  try {
    const { detail } = JSON.parse(content ?? "{}") as { detail?: unknown };
    return typeof detail === "object" && detail !== null ? (detail as { [name: string]: unknown }) : {};
  } catch {
    return {};
  }
}

/** An unreadable text names no entries: what is missing stays unexplained. */
function readEntries(detail: { [name: string]: unknown }): IndexSet {
  try {
    return new IndexSet(parseRanges(String(detail.entries ?? "")));
  } catch {
    return new IndexSet();
  }
}

/** @param entries in order of their index */
export function readActs(entries: readonly StructuralEntry[]): LogActs {
  const acts: LogActs = { rotations: [], prunings: [], erasures: [], holds: [] };
  const holds = new Map<string, Hold[]>();
  for (const { index, event, content } of entries) {
    const detail = parseLogDetail(content);
    if (event === "key_rotation") acts.rotations.push({ index, from: String(detail.from), to: String(detail.to) });
    if (event === "pruning") acts.prunings.push({ index, entries: readEntries(detail) });
    if (event === "erasure") acts.erasures.push({ index, entries: readEntries(detail) });
    const id = String(detail.hold);
    if (event === "hold") {
      const hold = { id, index, releasedAt: Number.POSITIVE_INFINITY, entries: readEntries(detail) };
      acts.holds.push(hold);
      holds.set(id, [...(holds.get(id) ?? []), hold]);
    }
    if (event === "hold_released") for (const hold of holds.get(id) ?? []) hold.releasedAt = index;
  }
  return acts;
}

/** True if one of the acts names the entry. */
export const isNamed = (acts: readonly { entries: IndexSet }[], index: number): boolean =>
  acts.some(({ entries }) => entries.has(index));

/** True if an act took the entry away while a hold that names it was in force. */
export function breaksHold({ holds }: LogActs, removals: readonly Removal[], index: number): boolean {
  return removals.some(
    (removal) =>
      removal.entries.has(index) &&
      holds.some((hold) => hold.entries.has(index) && hold.index < removal.index && removal.index < hold.releasedAt),
  );
}
