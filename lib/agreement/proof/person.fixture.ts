/** The core concepts of the conclusion: what an artefact states about a person and about the outcome. */
export const personConcepts = ["family_name", "given_name", "birth_date", "document_number", "result"] as const;
export type PersonConcept = (typeof personConcepts)[number];

/** An invented person with one identity document. Dates are ISO 8601 (`YYYY-MM-DD`), countries ISO 3166-1 alpha-3. */
export type SamplePerson = {
  familyName: string;
  givenNames: readonly string[];
  birthDate: string;
  documentNumber: string;
  documentType: "identity_card" | "passport";
  nationality: string;
  issueDate: string;
  expiryDate: string;
  sex: "F" | "M";
  /** How the identification ended; each form has its own word for it. */
  result: "positive" | "negative" | "unclear";
};

const common = {
  documentType: "identity_card",
  nationality: "CHE",
  issueDate: "2023-05-05",
  expiryDate: "2033-05-04",
  result: "positive",
} as const;

/** Days above 12, so that no date can be read with day and month exchanged. */
export const people = [
  {
    ...common,
    familyName: "Müller",
    givenNames: ["Zoë", "Anna"],
    birthDate: "1984-11-23",
    documentNumber: "X1234567",
    sex: "F",
  },
  {
    ...common,
    familyName: "Brändli-Favre",
    givenNames: ["Jérôme", "Luc"],
    birthDate: "1971-02-28",
    documentNumber: "480216735",
    sex: "M",
  },
  {
    ...common,
    documentType: "passport",
    familyName: "von Grünigen",
    givenNames: ["Ursina", "Maria"],
    birthDate: "1999-07-30",
    documentNumber: "E0382164",
    sex: "F",
  },
  {
    ...common,
    documentType: "passport",
    familyName: "D'Angelò",
    givenNames: ["Niccolò", "Øyvind"],
    birthDate: "2001-01-17",
    documentNumber: "YA5182934",
    sex: "M",
  },
] as const satisfies readonly SamplePerson[];

/** The person of the vendor forms. */
export const person: SamplePerson = people[0];

export const givenName = ({ givenNames }: SamplePerson): string => givenNames.join(" ");
export const fullName = (one: SamplePerson): string => `${givenName(one)} ${one.familyName}`;

/** Letters that a machine-readable zone writes out (ICAO 9303-3 section 6 A), then the base letters of the rest. */
const writtenOut: Record<string, string> = { Ä: "AE", Ö: "OE", Ü: "UE", Ø: "OE", ß: "SS" };
const decompose = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[Øø]/g, (letter) => (letter === "Ø" ? "O" : "o"));

/** `Müller` → `MUELLER`, `Zoë` → `ZOE`. */
export const transliterateName = (text: string): string =>
  decompose(text.toUpperCase().replace(/[ÄÖÜØß]/g, (letter) => writtenOut[letter] ?? letter));

/** `Müller` → `Muller`: accents dropped. */
export const dropAccents = (text: string): string => decompose(text);

type Change = { concept: PersonConcept; name: string; change: (one: SamplePerson) => SamplePerson };

const addDays = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Raises the last digit, so that the number keeps its form. */
const nextNumber = (text: string) => text.replace(/\d$/, (digit) => String((Number(digit) + 3) % 10));
const exchangeDigits = (text: string) => text.replace(/(\d)(\d)(?=\d$)/, "$2$1");

/** One value of a person changed. Each change is a contradiction under every rule that the product names. */
export const changes: readonly Change[] = [
  { concept: "family_name", name: "another family name", change: (one) => ({ ...one, familyName: "Keller" }) },
  {
    concept: "family_name",
    name: "two letters exchanged",
    change: (one) => ({ ...one, familyName: one.familyName.replace(/([a-zü])l/u, "l$1").replace("gen", "neg") }),
  },
  {
    concept: "given_name",
    name: "another first given name",
    change: (one) => ({ ...one, givenNames: ["Pascale", ...one.givenNames.slice(1)] }),
  },
  {
    concept: "given_name",
    name: "another second given name",
    change: (one) => ({ ...one, givenNames: [one.givenNames[0] ?? "", "Tamara"] }),
  },
  { concept: "birth_date", name: "the next day", change: (one) => ({ ...one, birthDate: addDays(one.birthDate, 1) }) },
  {
    concept: "birth_date",
    name: "ten years later",
    change: (one) => ({ ...one, birthDate: addDays(one.birthDate, 3652) }),
  },
  {
    concept: "document_number",
    name: "another last digit",
    change: (one) => ({ ...one, documentNumber: nextNumber(one.documentNumber) }),
  },
  {
    concept: "document_number",
    name: "two digits exchanged",
    change: (one) => ({ ...one, documentNumber: exchangeDigits(one.documentNumber) }),
  },
  { concept: "result", name: "refused", change: (one) => ({ ...one, result: "negative" }) },
  { concept: "result", name: "left to a review", change: (one) => ({ ...one, result: "unclear" }) },
];
