import type { ConceptStrength } from "./match-concept.ts";
import type { Source } from "./model.ts";

/**
 * One value that a source states, and where.
 * `unread`: something stands under the name in a form that is not read as the concept; `foreign`: a text under an unknown
 * name that equals what another source states.
 */
export type ValueStrength = ConceptStrength | "unread" | "foreign";

export type StatedValue = {
  text: string;
  path: string;
  strength: ValueStrength;
  /** The list element in which the value stands, or "": statements of one element speak of one document. */
  group: string;
  /** The kind of document that the section names in which the value stands (`residencePermit`), where one does. */
  section?: string | null;
  /** The elements of a list that `text` joins: parts of one name, or forms of it. */
  parts: readonly string[] | null;
  /** Other texts that may stand for the same: some zones hold a number in two ways. */
  alternatives?: readonly string[];
  /** What is compared instead of `text`: a status word as the lists of status words read it. */
  meaning?: string;
};

/** More different values than this of one concept in one source are left out, and that is told. */
const maxValues = 500;

/** Everything that was stated, by concept and source, in the order found. */
export class StatedValues extends Map<string, Map<Source, StatedValue[]>> {
  isCut = false;

  add(concept: string, source: Source, value: StatedValue): void {
    if (value.text.trim() === "") return;
    const bySource = this.get(concept) ?? new Map<Source, StatedValue[]>();
    const values = bySource.get(source) ?? [];
    if (
      values.some(
        (other) =>
          other.text === value.text &&
          other.strength === value.strength &&
          other.group === value.group &&
          other.section === value.section,
      )
    )
      return;
    if (values.length < maxValues) values.push(value);
    else this.isCut = true;
    this.set(concept, bySource.set(source, values));
  }

  /** A value that the source states under a name of its own that we know: request, status, report. */
  state(concept: string, source: Source, text: string | null | undefined, path: string): void {
    if (text !== null && text !== undefined)
      this.add(concept, source, { text, path, strength: "named", group: "", parts: null });
  }

  valuesOf(concept: string, source: Source): readonly StatedValue[] {
    return this.get(concept)?.get(source) ?? [];
  }
}
