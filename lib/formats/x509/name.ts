import { toHex } from "#lib/bytes/hex";
import { type DerElement, readChildren, readOid } from "./der.ts";
import { formatOid } from "./oids.ts";

/** One attribute of a distinguished name; `text` is null if its value is not a string. */
export type NameAttribute = { type: string; value: DerElement; text: string | null };

/** A distinguished name as sent: relative names with their attributes, in order (RFC 5280 §4.1.2.4). */
export type Name = readonly (readonly NameAttribute[])[];

/** @throws RangeError if it is not a name */
export function readDistinguishedName(element: DerElement | undefined): Name {
  return readChildren(element).map((set) =>
    readChildren(set, 0x31).map((attribute) => {
      const [type, value] = readChildren(attribute);
      if (!value) throw new RangeError("An attribute has no value");
      return { type: readOid(type), value, text: decodeString(value) };
    }),
  );
}

const latin1 = new TextDecoder("latin1");
const decoders: Record<number, TextDecoder> = {
  12: new TextDecoder("utf-8", { ignoreBOM: true }),
  18: latin1,
  19: latin1,
  20: latin1,
  22: latin1,
  26: latin1,
  30: new TextDecoder("utf-16be", { ignoreBOM: true }),
};
const universalString = 0x1c;

/** Decodes a string type of ASN.1; TeletexString as Latin-1, as most software writes it. @returns null for other types */
export function decodeString({ tag, content }: DerElement): string | null {
  if (tag === universalString) {
    const view = new DataView(content.buffer, content.byteOffset, content.length & ~3);
    let text = "";
    for (let offset = 0; offset < view.byteLength; offset += 4) {
      const point = view.getUint32(offset);
      text += point > 0x10ffff ? "\ufffd" : String.fromCodePoint(point);
    }
    return text;
  }
  return decoders[tag]?.decode(content) ?? null;
}

/** Formats `CN=Specimen, O=…` in certificate order, with the escapes of RFC 4514. */
export function formatName(name: Name): string {
  return name.map((set) => set.map(formatAttribute).join("+")).join(", ");
}

function formatAttribute({ type, value, text }: NameAttribute): string {
  const escaped = text === null ? `#${toHex(value.whole)}` : text.replace(/[,+"\\<>;]|^[ #]| $/gu, "\\$&");
  return `${formatOid(type, true)}=${escaped}`;
}
