/** Writes DER (X.690) for test certificates; every part can be replaced by unusual bytes. */

export type Bytes = Uint8Array<ArrayBuffer>;

export const join = (...parts: readonly Uint8Array[]): Bytes => new Uint8Array(Buffer.concat(parts));

function lengthOf(count: number): number[] {
  if (count < 0x80) return [count];
  const bytes: number[] = [];
  for (let rest = count; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

export function element(tag: number, ...content: readonly Uint8Array[]): Bytes {
  const whole = join(...content);
  return join(Uint8Array.of(tag, ...lengthOf(whole.length)), whole);
}

/** Writes the indefinite length of BER (X.690 §8.1.3.6). */
export const indefiniteLength = (tag: number, ...content: readonly Uint8Array[]) =>
  join(Uint8Array.of(tag, 0x80), ...content, Uint8Array.of(0, 0));

export const sequence = (...content: readonly Uint8Array[]) => element(0x30, ...content);
export const set = (...content: readonly Uint8Array[]) => element(0x31, ...content.toSorted(Buffer.compare));
export const octets = (content: Uint8Array) => element(0x04, content);
export const bits = (content: Uint8Array, unused = 0) => element(0x03, Uint8Array.of(unused), content);
export const bool = (value: boolean) => element(0x01, Uint8Array.of(value ? 0xff : 0));
export const empty = element(0x05);
export const derText = (tag: number, value: string) => element(tag, Buffer.from(value, "latin1"));
export const utf8 = (value: string) => element(0x0c, Buffer.from(value));
export const printable = (value: string) => derText(0x13, value);
export const ia5 = (value: string) => derText(0x16, value);
export const hex = (value: string): Bytes => new Uint8Array(Buffer.from(value, "hex"));

export function derInteger(value: number | bigint): Bytes {
  const digits = BigInt(value).toString(16);
  const even = digits.length % 2 ? `0${digits}` : digits;
  return element(0x02, hex(/^[89a-f]/.test(even) ? `00${even}` : even));
}

export function oid(dotted: string): Bytes {
  const [first = 0n, second = 0n, ...rest] = dotted.split(".").map(BigInt);
  const arcs = [first * 40n + second, ...rest].flatMap((arc) => {
    const groups = [Number(arc & 0x7fn)];
    for (let left = arc >> 7n; left > 0n; left >>= 7n) groups.unshift(Number(left & 0x7fn) | 0x80);
    return groups;
  });
  return element(0x06, Uint8Array.from(arcs));
}

/** Writes UTCTime until 2049 and GeneralizedTime after it (RFC 5280 §4.1.2.5). @param at ISO 8601 */
export function time(at: string): Bytes {
  const digits = `${new Date(at).toISOString().slice(0, 19).replace(/[-T:]/g, "")}Z`;
  return digits < "1950" || digits >= "2050" ? derText(0x18, digits) : derText(0x17, digits.slice(2));
}

/** Writes `CN=a, O=b+OU=c` in this order; each value as UTF8String, countries as PrintableString. */
export function name(value: string, write: (derText: string) => Bytes = utf8): Bytes {
  if (value === "") return sequence();
  return sequence(
    ...value.split(", ").map((group) =>
      set(
        ...group.split("+").map((pair) => {
          const [type = "", ...words] = pair.split("=");
          const dotted = attributeTypes[type] ?? type;
          const writer = { C: printable, E: ia5, DC: ia5 }[type] ?? write;
          return sequence(oid(dotted), writer(words.join("=")));
        }),
      ),
    ),
  );
}

const attributeTypes: Record<string, string> = {
  CN: "2.5.4.3",
  C: "2.5.4.6",
  L: "2.5.4.7",
  O: "2.5.4.10",
  OU: "2.5.4.11",
  E: "1.2.840.113549.1.9.1",
  DC: "0.9.2342.19200300.100.1.25",
};
