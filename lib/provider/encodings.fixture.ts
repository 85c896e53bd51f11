import fc from "fast-check";

/** Encoders of bytes as providers, proxies and frameworks write them, each with the freedom that its format leaves. */
type Encoder = (bytes: Buffer) => Buffer;

/**
 * Says for each position whether the encoder escapes a character that may stay plain. Encoders treat every backslash alike, as real
 * ones do, because `%5C\\u0041` has two readings.
 */
type Choice = (position: number, character: string) => boolean;
const choices: Record<string, Choice> = {
  all: () => true,
  few: (position, character) => position % 5 === 2 && character !== "\\",
  half: (position, character) => position % 2 === 0 && character !== "\\",
  needed: () => false,
};

const each = (bytes: Buffer, encode: (character: string, byte: number, position: number) => string): Buffer =>
  Buffer.from([...bytes].map((byte, at) => encode(String.fromCharCode(byte), byte, at)).join(""), "latin1");

const hex = (value: number, digits: number, upper = false) => {
  const text = value.toString(16).padStart(digits, "0");
  return upper ? text.toUpperCase() : text;
};

const json =
  (escapes: Choice): Encoder =>
  (bytes) =>
    each(bytes, (character, byte, at) => {
      if (escapes(at, character)) return `\\u${hex(byte, 4, at % 3 === 0)}`;
      if (character === "/" && at % 2 === 0) return "\\/";
      return JSON.stringify(character).slice(1, -1);
    });

const html =
  (escapes: Choice): Encoder =>
  (bytes) =>
    each(bytes, (character, byte, at) => {
      const named = {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "/": "&sol;",
        "+": "&plus;",
        "=": "&equals;",
      };
      if (character in named && !escapes(at, character)) return named[character as keyof typeof named];
      if (!escapes(at, character)) return character;
      return [`&#${byte};`, `&#x${hex(byte, 2)};`, `&#X${hex(byte, 4, true)};`, `&#000${byte};`][at % 4] as string;
    });

const percent =
  (escapes: Choice): Encoder =>
  (bytes) =>
    each(bytes, (character, byte, at) =>
      escapes(at, character) || /[^\w.~-]/.test(character) ? `%${hex(byte, 2, at % 3 !== 0)}` : character,
    );

const quotedPrintable =
  (escapes: Choice): Encoder =>
  (bytes) =>
    each(bytes, (character, byte, at) => {
      const text = escapes(at, character) || character === "=" ? `=${hex(byte, 2, true)}` : character;
      return at % 20 === 19 ? `${text}=\r\n` : text;
    });

const fold = (text: string, width: number, end: string) => text.replaceAll(new RegExp(`.{${width}}`, "g"), `$&${end}`);

const base64 =
  (form: { before: number; url?: boolean; width?: number; end?: string }): Encoder =>
  (bytes) => {
    const whole = Buffer.concat([Buffer.from("\u0001é".slice(0, 2)).subarray(0, form.before), bytes, Buffer.from("!")]);
    const text = whole.toString(form.url ? "base64url" : "base64");
    return Buffer.from(form.width ? fold(text, form.width, form.end ?? "\n") : text);
  };

const hexadecimal =
  (form: { upper?: boolean; between?: string; before?: string; offset?: string }): Encoder =>
  (bytes) => {
    const pairs = [...bytes].map((byte) => `${form.before ?? ""}${hex(byte, 2, form.upper)}`);
    return Buffer.from(`${form.offset ?? ""}${pairs.join(form.between ?? "")}`);
  };

const wide =
  (order: "LE" | "BE"): Encoder =>
  (bytes) => {
    const encoded = Buffer.from(bytes.toString("latin1"), "utf16le");
    return order === "LE" ? encoded : encoded.swap16();
  };

/** Every encoder by name; a composition applies one after the other. */
export const encoders: Record<string, Encoder> = {
  ...Object.fromEntries(
    Object.entries(choices).flatMap(([name, choice]) => [
      [`json ${name}`, json(choice)],
      [`html ${name}`, html(choice)],
      [`percent ${name}`, percent(choice)],
      [`quoted-printable ${name}`, quotedPrintable(choice)],
    ]),
  ),
  form: (bytes) => Buffer.from(new URLSearchParams([["", bytes.toString("latin1")]]).toString().slice(1)),
  "base64 at 0": base64({ before: 0 }),
  "base64 at 1": base64({ before: 1 }),
  "base64 at 2": base64({ before: 2 }),
  base64url: base64({ before: 1, url: true }),
  "base64 in lines": base64({ before: 0, width: 76, end: "\r\n" }),
  "base64 in short lines": base64({ before: 2, width: 7 }),
  "base64 in indented lines": base64({ before: 1, width: 60, end: "\n\t" }),
  "hex lower": hexadecimal({}),
  "hex upper": hexadecimal({ upper: true, offset: "F" }),
  "hex with colons": hexadecimal({ between: ":" }),
  "hex with spaces": hexadecimal({ between: " ", upper: true }),
  "hex with hyphens": hexadecimal({ between: "-" }),
  "hex as a list": hexadecimal({ before: "0x", between: ", " }),
  "hex with backslashes": hexadecimal({ before: "\\x" }),
  "UTF-16 little-endian": wide("LE"),
  "UTF-16 big-endian": wide("BE"),
};

const names = Object.keys(encoders);

export const encodeAll = (bytes: Buffer, applied: readonly string[]): Buffer =>
  applied.reduce((encoded, name) => encoders[name]?.(encoded) ?? encoded, bytes);

/** Names of up to `depth` encoders, applied from the first on. */
export const composition = (depth: number): fc.Arbitrary<string[]> =>
  fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: depth });

/** All compositions of one representative of each encoding. */
export function* representatives(depth: number): Generator<string[]> {
  const kinds = [
    ...["json all", "json few", "html all", "html needed", "percent all", "percent half", "quoted-printable few"],
    ...["base64 at 1", "base64 in short lines", "hex lower", "hex with colons", "UTF-16 little-endian"],
  ];
  if (depth === 0) yield [];
  else for (const rest of representatives(depth - 1)) for (const kind of kinds) yield [...rest, kind];
}

const between = (bytes: readonly string[]) =>
  fc.array(fc.constantFrom(...bytes), { maxLength: 40 }).map((parts) => Buffer.from(parts.join(""), "latin1"));

/** What may stand around an echo: binary data, text, unfinished escapes. */
export const surroundings: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)),
  between([...'abcdefXYZ0123456789 \n\r\t{}[]":,/+-_.=\0', "\\", "&", "%", "\u00ff"]),
  fc
    .constantFrom(..."%|%4|\\|\\u|\\u0|&|&#|&#x|&#1|&am|=|=4|%u|%u00|0x|\\x|%%%|%%4%|\\\\\\|Basic |Bearer ".split("|"))
    .map((text) => Buffer.from(text)),
);
