import { compareGivenNames, compareNames } from "./compare-names.ts";
import { readCountry } from "./countries.ts";

/** How one value stands to another, and the stable name of the rule that decided. */
export type Comparison = { outcome: "agrees" | "similar" | "differs" | "not_comparable"; rule: string };
export type Compare = (left: string, right: string) => Comparison;

const agrees = (rule: string): Comparison => ({ outcome: "agrees", rule });
const differs = (rule: string): Comparison => ({ outcome: "differs", rule });
const unable = (rule: string): Comparison => ({ outcome: "not_comparable", rule });

/** A digest in the place of a value (hashed e-mail address): it says something that we cannot read. */
const isHashed = (text: string) => /^[0-9a-f]{40}$|^[0-9a-f]{64}$|^[0-9a-f]{96}$|^[0-9a-f]{128}$/i.test(text.trim());

/** Compares what remains of two texts after `read`, under one rule; null from `read` cannot be compared. */
function compareRead(rule: string, read: (text: string) => string | null, unknown: string): Compare {
  return (left, right) => {
    if (left === right) return agrees("equal_text");
    const [a, b] = [read(left), read(right)];
    if (a === null || b === null) return unable(isHashed(left) || isHashed(right) ? "hashed" : unknown);
    return a === b ? agrees(rule) : differs(rule);
  };
}

export const compareText: Compare = (left, right) => (left === right ? agrees("equal_text") : differs("equal_text"));

function fromNameRule(rule: ReturnType<typeof compareNames>): Comparison {
  if (rule === null) return differs("name_rules");
  return rule === "other_script" ? unable(rule) : agrees(rule);
}

export const compareFamilyNames: Compare = (left, right) => fromNameRule(compareNames(left, right));
export const compareFirstNames: Compare = (left, right) => fromNameRule(compareGivenNames(left, right));

const dateForms: { form: RegExp; order: "ymd" | "dmy" }[] = [
  { form: /^(\d{4})-(\d\d)-(\d\d)(?:T.*)?$/, order: "ymd" },
  { form: /^(\d{4})(\d\d)(\d\d)$/, order: "ymd" },
  { form: /^(\d{4})[./](\d\d?)[./](\d\d?)$/, order: "ymd" },
  { form: /^(\d\d?)\.(\d\d?)\.(\d{4})$/, order: "dmy" },
  { form: /^(\d\d?)[/-](\d\d?)[/-](\d{4})$/, order: "dmy" },
];

/** A date as `1984-02-29`; null where the text is none, or may be two (03/04/1984). */
export function readDate(text: string): string | null {
  const trimmed = text.trim();
  for (const { form, order } of dateForms) {
    const match = form.exec(trimmed);
    if (!match) continue;
    const [, first = "", second = "", third = ""] = match;
    const [year, month, day] = order === "ymd" ? [first, second, third] : [third, second, first];
    // With slashes or hyphens nobody can tell day from month, unless one of them is no month or both are the same.
    if (order === "dmy" && !trimmed.includes(".")) {
      if (Number(first) <= 12 && Number(second) <= 12 && first !== second) return null;
      if (Number(second) > 12) return joinDate(year, first, second);
    }
    return joinDate(year, month, day);
  }
  return null;
}

function joinDate(year: string, month: string, day: string): string | null {
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? date : null;
}

/** Two digits of a year, as machine-readable zones write dates. */
const isShortDate = (text: string) => /^\d{6}$/.test(text.trim());

export const compareDates: Compare = (left, right) => {
  if (isShortDate(left) || isShortDate(right)) {
    const short = (text: string) => (isShortDate(text) ? text.trim() : readDate(text)?.replaceAll("-", "").slice(2));
    const [a, b] = [short(left), short(right)];
    if (!a || !b) return unable("ambiguous_date");
    return a === b ? agrees("equal_short_dates") : differs("equal_short_dates");
  }
  return compareRead("equal_dates", readDate, "ambiguous_date")(left, right);
};

export const compareCountries = compareRead("same_country", readCountry, "unknown_country");

export const compareNumbers = compareRead(
  "without_separators",
  (text) => text.toUpperCase().replaceAll(/[\s<.\-/]/g, "") || null,
  "unknown_word",
);

const kinds: [string, RegExp][] = [
  ["passport", /^(p|passport|reisepass|passeport|passaporto)$/],
  ["id_card", /^(i|id|idcard|identitycard|nationalidentitycard|nationalid|personalausweis|identitaetskarte)$/],
  ["residence_permit", /^(residencepermit|residencetitle|aufenthaltstitel|auslaenderausweis|permit)$/],
  ["driving_licence", /^(drivinglicence|drivinglicense|driverslicense|driverlicense|fuehrerausweis|fuehrerschein)$/],
];

export const compareDocumentTypes = compareRead(
  "same_kind",
  (text) => {
    const word = text
      .toLowerCase()
      .replaceAll("ä", "ae")
      .replaceAll("ü", "ue")
      .replaceAll(/[^a-z]/g, "");
    return kinds.find(([, form]) => form.test(word))?.[0] ?? null;
  },
  "unknown_word",
);

export const compareEmails = compareRead(
  "letter_case",
  (text) => (text.includes("@") ? text.trim().toLowerCase() : null),
  "unknown_word",
);

/** Digits with country code, or null; `0041` and `+41` are the same. */
const readInternational = (text: string) => {
  const bare = text.replaceAll(/[\s()./-]/g, "").replace(/^00/, "+");
  if (/^\+\d{7,15}$/.test(bare)) return bare.slice(1);
  // The provider's own form is digits that begin with the country code.
  return /^[1-9]\d{9,14}$/.test(bare) ? bare : null;
};

export const compareMobiles: Compare = (left, right) => {
  const [a, b] = [readInternational(left), readInternational(right)];
  if (a && b) return a === b ? agrees(left === right ? "equal_text" : "same_number") : differs("same_number");
  const national = (text: string) => /^0[1-9]\d{6,12}$/.exec(text.replaceAll(/[\s()./-]/g, ""))?.[0].slice(1);
  const [local, whole] = a ? [national(right), a] : [national(left), b];
  if (!local || !whole)
    return left === right
      ? agrees("equal_text")
      : unable(isHashed(left) || isHashed(right) ? "hashed" : "unknown_word");
  return whole.endsWith(local) ? agrees("national_number") : differs("national_number");
};

/** A moment in milliseconds: ISO 8601 with zone, or a NumericDate in seconds. */
export function readMoment(text: string): number | null {
  if (/^\d{9,11}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/.test(text)) return null;
  const at = Date.parse(text.replace(" ", "T"));
  return Number.isNaN(at) ? null : at;
}

export const compareMoments: Compare = (left, right) => {
  if (left === right) return agrees("equal_text");
  const [a, b] = [readMoment(left), readMoment(right)];
  if (a === null || b === null) return unable("unknown_time");
  if (a === b) return agrees("same_moment");
  return Math.floor(a / 1000) === Math.floor(b / 1000) ? agrees("same_second") : differs("same_moment");
};

const good =
  /^(passed|pass|success|successful|succeeded|approved|accepted|completed|ok|valid|verified|true|positive|identified)$/;
const bad =
  /^(failed|fail|failure|rejected|declined|denied|refused|invalid|false|negative|aborted|cancelled|canceled|expired)$/;

/** Whether a word for a result says yes or no; null for words that we do not know. */
function readResult(text: string): "good" | "bad" | null {
  const word = text.toLowerCase().replaceAll(/[^a-z]/g, "");
  if (good.test(word)) return "good";
  return bad.test(word) ? "bad" : null;
}

export const isNegativeResult = (text: string) => readResult(text) === "bad";
export const isUnclearResult = (text: string) => readResult(text) === null;

export const compareResults = compareRead("same_result", readResult, "unknown_word");

const notPerformed = /^(notperformed|skipped|notapplicable|notchecked|unsupported|notavailable)$/;
const pendingWord = /^(review|pending|inreview|consider|suspected|caution)$/;
export function readResultKind(text: string): "good" | "bad" | "pending" | "not_performed" | null {
  const word = text.toLowerCase().replaceAll(/[^a-z]/g, "");
  return notPerformed.test(word) ? "not_performed" : pendingWord.test(word) ? "pending" : readResult(text);
}
