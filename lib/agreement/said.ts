import type { Source } from "./model.ts";

/** More different values than this of one statement are no statement of anybody. */
const maxValues = 50;

/**
 * What one source says of a statement, and where. `inList`: it stands in a list, beside others that may speak of something
 * else (a second document, an earlier event).
 */
export type SaidValue = { text: string; path: string; inList: boolean };

/** Everything that was said, by statement and source, in the order found; `isCut` where a source said too much. */
export class Said extends Map<string, Map<Source, SaidValue[]>> {
  isCut = false;
}

/** Adds what a source says. What stands in a list counts only where the source says nothing outside of one. */
export function say(
  said: Said,
  statement: string,
  source: Source,
  text: string | null | undefined,
  path: string,
  inList = false,
) {
  if (text === null || text === undefined || text.trim() === "") return;
  const bySource = said.get(statement) ?? new Map<Source, SaidValue[]>();
  const held = bySource.get(source) ?? [];
  if (inList && held.some((value) => !value.inList)) return;
  const values = inList ? held : held.filter((value) => !value.inList);
  if (!values.some((value) => value.text === text)) {
    if (values.length < maxValues) values.push({ text, path, inList });
    else said.isCut ||= !inList;
  }
  said.set(statement, bySource.set(source, values));
}
