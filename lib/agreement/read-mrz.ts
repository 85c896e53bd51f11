/**
 * Machine-readable zones of passports and identity cards (ICAO Doc 9303 parts 4 to 6): TD1 of three lines of 30, TD2 of two
 * of 36, TD3 of two of 44. Fields are taken as they stand, nothing is repaired.
 */

/** What a zone says. Dates as YYMMDD; null where the zone leaves a field out. `failed` names the fields whose check digit is wrong. */
export type Zone = {
  format: "TD1" | "TD2" | "TD3";
  documentNumber: string | null;
  issuingState: string | null;
  nationality: string | null;
  birthDate: string | null;
  expiryDate: string | null;
  familyName: string | null;
  givenNames: string | null;
  failed: ZoneField[];
};

export type ZoneField = "document_number" | "birth_date" | "expiry_date" | "optional_data" | "composite";

/** Digits stand for themselves, A to Z for 10 to 35, fillers for 0; weights 7, 3, 1 (Doc 9303 part 3 section 4.9). */
export function computeCheckDigit(field: string): string {
  let sum = 0;
  for (const [index, sign] of [...field].entries()) {
    const value = sign === "<" ? 0 : Number.parseInt(sign, 36);
    sum += value * (index % 3 === 0 ? 7 : index % 3 === 1 ? 3 : 1);
  }
  return String(sum % 10);
}

const bare = (field: string) => field.replaceAll("<", " ").trim().replaceAll(/ +/g, "<") || null;
const date = (field: string) => (/^\d{6}$/.test(field) ? field : null);

/**
 * `MUELLER<LUKASZ<<ZOE<<<`. A field without a filler at its end may have been cut: then its last given name is left out, and
 * a family name that fills it alone is left out too unless it is long enough to stand for the whole.
 */
function readNames(field: string): Pick<Zone, "familyName" | "givenNames"> {
  const [family = "", ...rest] = field.replace(/<+$/, "").split("<<");
  const given = rest.join("<").split("<").filter(Boolean);
  if (!field.endsWith("<")) given.pop();
  return { familyName: bare(family), givenNames: given.join("<") || null };
}

type Field = { text: string; digit: string; name: ZoneField };

const isRight = ({ text, digit, name }: Field) =>
  digit === computeCheckDigit(text) || (name === "optional_data" && digit === "<" && bare(text) === null);

/** A number of more than nine signs goes on in the optional data, where its check digit follows it (part 5, note j). */
function readNumber(field: string, digit: string, optional: string): Field & { rest: string } {
  if (digit !== "<") return { text: field, digit, name: "document_number", rest: optional };
  const more = optional.split("<")[0] ?? "";
  return {
    text: field + more.slice(0, -1),
    digit: more.slice(-1),
    name: "document_number",
    rest: optional.slice(more.length),
  };
}

function makeZone(
  format: Zone["format"],
  parts: { number: Field; state: string; nationality: string; birth: Field; expiry: Field; names: string },
  more: Field[],
): Zone {
  const { number, birth, expiry } = parts;
  return {
    format,
    documentNumber: bare(number.text),
    issuingState: bare(parts.state),
    nationality: bare(parts.nationality),
    birthDate: date(birth.text),
    expiryDate: date(expiry.text),
    ...readNames(parts.names),
    failed: [number, birth, expiry, ...more].filter((field) => !isRight(field)).map(({ name }) => name),
  };
}

function readCard([first, second, third]: [string, string, string]): Zone {
  const number = readNumber(first.slice(5, 14), first.charAt(14), first.slice(15, 30));
  const birth: Field = { text: second.slice(0, 6), digit: second.charAt(6), name: "birth_date" };
  const expiry: Field = { text: second.slice(8, 14), digit: second.charAt(14), name: "expiry_date" };
  const composite = first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29);
  return makeZone(
    "TD1",
    { number, state: first.slice(2, 5), nationality: second.slice(15, 18), birth, expiry, names: third },
    [{ text: composite, digit: second.charAt(29), name: "composite" }],
  );
}

function readTwoLines(format: "TD2" | "TD3", [first, second]: [string, string]): Zone {
  const optional = format === "TD3" ? second.slice(28, 42) : second.slice(28, 35);
  const number = readNumber(second.slice(0, 9), second.charAt(9), format === "TD2" ? optional : "");
  const birth: Field = { text: second.slice(13, 19), digit: second.charAt(19), name: "birth_date" };
  const expiry: Field = { text: second.slice(21, 27), digit: second.charAt(27), name: "expiry_date" };
  const composite = second.slice(0, 10) + second.slice(13, 20) + second.slice(21, format === "TD3" ? 43 : 35);
  const more: Field[] = [{ text: composite, digit: second.slice(-1), name: "composite" }];
  if (format === "TD3") more.unshift({ text: optional, digit: second.charAt(42), name: "optional_data" });
  return makeZone(
    format,
    { number, state: first.slice(2, 5), nationality: second.slice(10, 13), birth, expiry, names: first.slice(5) },
    more,
  );
}

/** The lines of a text that may be a zone, or a part of one; empty for any other text. */
export function splitZone(text: string): string[] {
  const lines = text.trim().split(/\r\n|\r|\n/);
  const whole = lines.join("");
  if (!/^[A-Z0-9<]+$/.test(whole)) return [];
  for (const [length, size] of [
    [90, 30],
    [72, 36],
    [88, 44],
  ] as const)
    if (whole.length === length && (lines.length === 1 || lines.every((line) => line.length === size)))
      return Array.from({ length: length / size }, (_, index) => whole.slice(index * size, (index + 1) * size));
  return lines.length === 1 && [30, 36, 44].includes(whole.length) ? lines : [];
}

/** The zone that these lines begin with, and how many of them it takes; null where they are none. */
export function readZone(lines: readonly string[]): { zone: Zone; count: number } | null {
  const [first = "", second = "", third = ""] = lines;
  // A zone begins with the letter of its document (passport, or a card: A, C, I), and two fillers end its family name.
  const names = first.length === 30 ? third : first.slice(5);
  if (!/^[PACI][A-Z<]/.test(first) || second.length !== first.length || !names.includes("<<")) return null;
  if (first.length === 30 && third.length === 30) return { zone: readCard([first, second, third]), count: 3 };
  if (first.length === 36) return { zone: readTwoLines("TD2", [first, second]), count: 2 };
  return first.length === 44 ? { zone: readTwoLines("TD3", [first, second]), count: 2 } : null;
}
