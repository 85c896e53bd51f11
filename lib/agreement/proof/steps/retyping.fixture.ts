import type { Slot } from "../draft.fixture.ts";
import { compact, dateParts, dotted, epoch, slashed } from "../forms/form.fixture.ts";
import {
  dropAccents,
  fullName,
  givenName,
  type PersonConcept,
  type SamplePerson,
  transliterateName,
} from "../person.fixture.ts";
import { fullNameSynonyms, outcomes, styles } from "../vocabulary.fixture.ts";
import { writeMrvA, writeMrvB, writeMrz, writeTd1, writeTd2, writeTd3 } from "../write-mrz.fixture.ts";
import { isSingle, onSlot, pickSlot, type VariantStep } from "./step.fixture.ts";

const months: Record<string, readonly string[]> = {
  en: "January February March April May June July August September October November December".split(" "),
  de: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" "),
  fr: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" "),
  it: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(" "),
};
const monthName = (iso: string, language: string) => months[language]?.[dateParts(iso).month - 1] ?? "";

/** One date in the forms of documents, countries and programs. */
export const dateForms: Record<string, (iso: string) => unknown> = {
  dotted,
  slashed,
  "dashed, day first": (iso) => iso.split("-").reverse().join("-"),
  "dotted without zeros": (iso) => `${dateParts(iso).day}.${dateParts(iso).month}.${dateParts(iso).year}`,
  "spaced as printed": (iso) => dotted(iso).replaceAll(".", " "),
  "month first": (iso) => `${dateParts(iso).month}/${dateParts(iso).day}/${dateParts(iso).year}`,
  "year first, slashed": (iso) => iso.replaceAll("-", "/"),
  compact,
  "compact as number": (iso) => Number(compact(iso)),
  "machine-readable zone": (iso) => compact(iso).slice(2),
  "English month": (iso) => `${dateParts(iso).day} ${monthName(iso, "en")} ${dateParts(iso).year}`,
  "English month, abbreviated": (iso) =>
    `${dateParts(iso).day} ${monthName(iso, "en").slice(0, 3).toUpperCase()} ${dateParts(iso).year}`,
  "German month": (iso) => `${dateParts(iso).day}. ${monthName(iso, "de")} ${dateParts(iso).year}`,
  "French month": (iso) => `${dateParts(iso).day} ${monthName(iso, "fr")} ${dateParts(iso).year}`,
  "Italian month": (iso) => `${dateParts(iso).day} ${monthName(iso, "it")} ${dateParts(iso).year}`,
  "moment at midnight UTC": (iso) => `${iso}T00:00:00Z`,
  "moment at midnight in Zurich": (iso) => new Date(epoch(iso) - 3_600_000).toISOString(),
  "moment without zone": (iso) => `${iso}T00:00:00`,
  "epoch milliseconds": epoch,
  "epoch seconds": (iso) => epoch(iso) / 1000,
  "epoch milliseconds as text": (iso) => String(epoch(iso)),
  parts: dateParts,
  "parts as texts": (iso) => {
    const { day, month, year } = dateParts(iso);
    return { day: String(day).padStart(2, "0"), month: String(month).padStart(2, "0"), year: String(year) };
  },
  "parts in German": (iso) => ({ tag: dateParts(iso).day, monat: dateParts(iso).month, jahr: dateParts(iso).year }),
  "list of parts": (iso) => [dateParts(iso).year, dateParts(iso).month, dateParts(iso).day],
  ".NET date": (iso) => `/Date(${epoch(iso)})/`,
};

const mapText =
  (concept: PersonConcept, map: (text: string) => unknown): VariantStep =>
  (draft, random) => {
    const slot = pickSlot(draft, random, [concept]);
    if (!slot || !isSingle(slot, concept)) return;
    const { value } = slot;
    slot.value = (one) => {
      const written = value(one);
      // JSON inside a text is not a spelling of the value.
      return typeof written === "string" && !/^[{[]/.test(written) ? map(written) : written;
    };
  };

/** Names in the spellings of machine-readable zones and registers. */
const nameForms: Record<string, (text: string) => string> = {
  "upper case": (text) => text.toUpperCase(),
  transliterated: transliterateName,
  "without accents": dropAccents,
  "decomposed letters": (text) => text.normalize("NFD"),
  "zone spelling": (text) =>
    transliterateName(text)
      .replaceAll("'", "")
      .replace(/[^A-Z]+/g, "<"),
};

const nameSteps = (["family_name", "given_name"] as const).flatMap((concept) =>
  Object.entries(nameForms).map(([name, form]) => [`retype: ${concept} ${name}`, mapText(concept, form)] as const),
);
const dateSteps = Object.entries(dateForms).map(
  ([name, form]) =>
    [
      `retype: date ${name}`,
      mapText("birth_date", (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? form(text) : text)),
    ] as const,
);

/** Full names in the orders of documents and lists. */
const fullNameForms: readonly ((one: SamplePerson) => string)[] = [
  fullName,
  (one) => `${one.familyName}, ${givenName(one)}`,
  (one) => `${one.familyName.toUpperCase()} ${givenName(one)}`,
  (one) => fullName(one).toUpperCase(),
  (one) => `Dr. ${fullName(one)}`,
  (one) => transliterateName(fullName(one)),
];

const withoutNames = (slots: readonly Slot[]) =>
  slots.filter((slot) => !isSingle(slot, "family_name") && !isSingle(slot, "given_name"));

const zoneForms: readonly ((lines: string[]) => unknown)[] = [
  (lines) => lines,
  (lines) => lines.join("\n"),
  (lines) => lines.join(""),
  (lines) => Object.fromEntries(lines.map((line, index) => [`line${index + 1}`, line])),
];
const zoneKinds = [writeMrz, writeTd1, writeTd2, writeTd3, writeMrvA, writeMrvB] as const;
const zoneConcepts = ["family_name", "given_name", "birth_date", "document_number"] as const;

export const retypingSteps: Record<string, VariantStep> = {
  ...Object.fromEntries([...nameSteps, ...dateSteps]),
  "retype: number as number": mapText("document_number", (text) => (/^[1-9]\d*$/.test(text) ? Number(text) : text)),
  "retype: number spaced": mapText("document_number", (text) => text.replace(/^(.{3})(.{3})/, "$1 $2 ")),
  "retype: number lower case": mapText("document_number", (text) => text.toLowerCase()),
  "retype: number with filler": mapText("document_number", (text) => text.padEnd(9, "<")),
  "retype: outcome in another word": (draft, random) => {
    const slot = pickSlot(draft, random, ["result"]);
    const words = random.pick(outcomes);
    if (slot) slot.value = ({ result }) => words[result];
  },
  "retype: given names as a list": onSlot(
    (slot) => {
      if (isSingle(slot, "given_name")) slot.value = ({ givenNames }) => givenNames;
    },
    ["given_name"],
  ),
  "retype: given names in two members": (draft, random) => {
    const slot = pickSlot(draft, random, ["given_name"]);
    if (!slot || !isSingle(slot, "given_name") || slot.shape.kind !== "member" || !slot.isNamed) return;
    const [first, middle] = random.pick([
      ["firstName", "middleName"],
      ["first_name", "middle_name"],
      ["FirstName", "MiddleName"],
      ["givenName1", "givenName2"],
    ] as const);
    draft.slots.push({ ...slot, name: middle, value: ({ givenNames }) => givenNames.slice(1).join(" ") });
    slot.name = first;
    slot.value = ({ givenNames }) => givenNames[0];
  },
  "retype: full name": (draft, random) => {
    const slot = pickSlot(draft, random, ["family_name"]);
    if (!slot || !isSingle(slot, "family_name") || slot.shape.kind !== "member") return;
    const name = random.pick(styles)(random.pick(fullNameSynonyms));
    const value = random.pick(fullNameForms);
    draft.slots = withoutNames(draft.slots);
    draft.slots.push({ ...slot, concepts: ["family_name", "given_name"], name, value });
  },
  "retype: full name beside": (draft, random) => {
    const slot = pickSlot(draft, random, ["family_name"]);
    if (!slot || !isSingle(slot, "family_name") || slot.shape.kind !== "member") return;
    const name = random.pick(styles)(random.pick(fullNameSynonyms));
    const value = random.pick(fullNameForms);
    draft.slots.push({ ...slot, concepts: ["family_name", "given_name"], name, value });
  },
  "retype: zone instead of fields": (draft, random) => {
    const form = random.pick(zoneForms);
    const write = random.pick(zoneKinds);
    const sections = draft.slots[0]?.sections ?? [];
    draft.slots = draft.slots.filter((slot) => isSingle(slot, "result"));
    draft.slots.push({
      concepts: zoneConcepts,
      sections,
      name: random.pick(["mrz", "MRZ", "machineReadableZone", "mrzLines", "mrz_text"]),
      isNamed: true,
      value: (one) => form(write(one)),
      shape: { kind: "member" },
    });
  },
  "retype: zone beside": (draft, random) => {
    const form = random.pick(zoneForms);
    const write = random.pick(zoneKinds);
    draft.slots.push({
      concepts: zoneConcepts,
      sections: random.pick([[], [{ name: "document", isList: false }], [{ name: "mrz", isList: false }]]),
      name: random.pick(["mrz", "mrzLines", "raw", "machineReadableZone"]),
      isNamed: true,
      value: (one) => form(write(one)),
      shape: { kind: "member" },
    });
  },
};
