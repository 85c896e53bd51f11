import type { ConceptStrength } from "./concept-names.ts";
import type { Source } from "./model.ts";

/** `unread`: the form is not readable; `foreign`: an unknown name with another source's value. */
export type ValueStrength = ConceptStrength | "unread" | "foreign";

export type StatedValue = {
  text: string;
  path: string;
  strength: ValueStrength;
  /** List element of the value, or "": statements of one element describe one document. */
  group: string;
  /** Document type of the enclosing section (`residencePermit`), if any. */
  section?: string | null;
  /** List elements joined in `text`: parts of one name, or forms of it. */
  parts: readonly string[] | null;
  /** Other spellings of the value: some MRZs give a number in two ways. */
  alternatives?: readonly string[];
  /** Replaces `text` in comparisons: the meaning of a status word in its lists. */
  meaning?: string;
};

/** Maximum distinct values per concept and source; omissions are reported. */
const maxValues = 500;

/** Values by concept and source, in the order found. */
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

  /** Adds a value from a documented field: request, status, report. */
  state(concept: string, source: Source, text: string | null | undefined, path: string): void {
    if (text !== null && text !== undefined)
      this.add(concept, source, { text, path, strength: "named", group: "", parts: null });
  }

  valuesOf(concept: string, source: Source): readonly StatedValue[] {
    return this.get(concept)?.get(source) ?? [];
  }
}
