import type { JsonDocument } from "./document.ts";
import type { Masker } from "./masker.ts";
import type { Mark } from "./row.ts";

/** Decodes bytes to text with search marks. With masking on, each character of a covered value becomes a dot. */
export class RawJsonText {
  readonly #document: JsonDocument;
  readonly #masker: Masker;

  constructor(document: JsonDocument, masker: Masker) {
    this.#document = document;
    this.#masker = masker;
  }

  read(from: number, to: number): { text: string; marks: Mark[] } {
    if (this.#masker.on) return { text: this.#masked(from, to), marks: [] };
    const { reader, finder } = this.#document;
    const units = (offset: number) => reader.text(from, offset).length;
    const marks = (finder?.hitsIn(from, to) ?? []).map((hit) => ({ from: units(hit.from), to: units(hit.to) }));
    return { text: reader.text(from, to), marks };
  }

  #dots(from: number, to: number): string {
    return this.#document.reader.text(from, to).replace(/\S/gu, "•");
  }

  #masked(from: number, to: number): string {
    const { reader, index, scanner, sizeBytes } = this.#document;
    // Covers all bytes after a syntax error or not yet read, because the classification needs the enclosing names.
    const known = scanner.done && scanner.error === null && scanner.at >= sizeBytes ? to : Math.min(scanner.at, to);
    let text = "";
    let at = from;
    for (let node = Math.max(index.nodeAtOffset(from), 0); node < index.nodeCount && at < known; node++) {
      if (index.offsetOf(node) >= known) break;
      const { value } = reader.texts(node);
      if (value.to <= at || value.from >= known) continue;
      const { parent } = index.offset(node);
      if (!this.#masker.covers(reader.span(node), parent)) continue;
      const start = Math.max(value.from, at);
      const end = Math.min(value.to, known);
      text += reader.text(at, start) + this.#dots(start, end);
      at = end;
    }
    if (at < known) text += reader.text(at, known);
    return text + this.#dots(Math.max(at, known), to);
  }
}
