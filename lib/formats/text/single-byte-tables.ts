import more from "iconv-lite/encodings/sbcs-data.js";
import generated from "iconv-lite/encodings/sbcs-data-generated.js";
import { type EncodingId, encodingOf, encodings } from "./encodings.ts";

const undefinedCharacter = "\ufffd";
const known = new Map<EncodingId, readonly string[]>();

/** The 256 characters of an encoding of single bytes; U+FFFD where it defines none. @throws RangeError for another encoding */
export function readTable(id: EncodingId): readonly string[] {
  const table = known.get(id) ?? makeTable(id);
  known.set(id, table);
  return table;
}

function makeTable(id: EncodingId): string[] {
  const low = Array.from({ length: 128 }, (_, byte) => String.fromCharCode(byte));
  if (encodingOf(id).decoder === "native") {
    const decoder = new TextDecoder(id);
    return [
      ...low,
      ...Array.from({ length: 128 }, (_, at) => decoder.decode(Uint8Array.of(128 + at)) || undefinedCharacter),
    ];
  }
  const found = generated[id] ?? more[id];
  if (typeof found !== "object") throw new RangeError(`No table for ${id}`);
  const characters = [...found.chars];
  return [...low, ...characters.slice(characters.length - 128)];
}

const multiByte = new Set<string>(["shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "big5", "euc-kr"]);

/** The encodings of single bytes, in the order in which one is taken among equals: Windows, then ISO and KOI8, then DOS, then Mac. */
export const singleByteEncodings: readonly EncodingId[] = encodings
  .filter(({ group, id }) => group !== "unicode" && !multiByte.has(id))
  .map(({ id }) => id)
  .toSorted((a, b) => rank(a) - rank(b));

function rank(id: string): number {
  if (id.startsWith("windows")) return 0;
  if (/^(?:iso|koi8)/u.test(id)) return 1;
  return /mac/u.test(id) ? 3 : 2;
}
