import type { Noise } from "../draft.fixture.ts";
import type { Random } from "../random.fixture.ts";
import { neutralSections, styles } from "../vocabulary.fixture.ts";
import { section, type VariantStep } from "./step.fixture.ts";

type Extra = readonly [name: string, value: unknown];

const others = [
  { family: "Huber", given: "Reto" },
  { family: "Favre", given: "Claire" },
  { family: "Ferri", given: "Luca" },
  { family: "Okafor", given: "Ngozi" },
] as const;
const roles = [
  "agent",
  "reviewer",
  "operator",
  "officer",
  "employee",
  "interviewer",
  "verifier",
  "approvedBy",
  "contactPerson",
  "emergencyContact",
  "guardian",
  "witness",
  "father",
  "mother",
  "spouse",
  "legalRepresentative",
  "accountOwner",
  "sachbearbeiter",
  "prüferin",
  "vérificateur",
  "operatore",
] as const;

/** Each kind of noise: fields that real records carry and that state nothing about the identified person. */
const kinds: Record<string, (random: Random) => Extra> = {
  "other person": (random) => {
    const { family, given } = random.pick(others);
    return [
      random.pick(roles),
      random.pick([
        { firstName: given, lastName: family },
        { first_name: given, last_name: family, birth_date: "1966-06-16" },
        { name: `${given} ${family}`, id: 412 },
        { vorname: given, nachname: family },
        { person: { givenName: given, familyName: family, dateOfBirth: "1966-06-16" } },
        `${given} ${family}`,
      ]),
    ];
  },
  "other person in a list": (random) => {
    const { family, given } = random.pick(others);
    const role = random.pick(roles);
    return [
      random.pick(["participants", "staff", "relatedPersons", "contacts"]),
      [
        random.pick([
          { role, firstName: given, lastName: family },
          { type: role, name: { family, given: [given] } },
        ]),
      ],
    ];
  },
  "other person by prefix": (random) => {
    const words = [random.pick(roles.slice(0, 7)), random.pick(["last", "first", "family"]), "name"];
    return [random.pick(styles)(words), random.pick(others).family];
  },
  "name at birth": (random) => [
    random.pick(["birthName", "maiden_name", "nameAtBirth", "geburtsname", "nomDeNaissance", "birth_family_name"]),
    random.pick(others).family,
  ],
  organisation: (random) => [
    random.pick(["company", "organization", "issuer", "issuingAuthority", "verifierOrganisation"]),
    random.pick([
      { name: "Acme Ident AG" },
      { legalName: "Acme Ident AG", registrationNumber: "CHE-123.456.789" },
      { organizationName: "Acme", taxNumber: "99887766" },
    ]),
  ],
  "name of a thing": (random) =>
    random.pick<Extra>([
      ["fileName", "front.jpg"],
      ["workflow", { name: "standard", version: 3 }],
      ["device", { name: "Pixel 9", osName: "Android" }],
      ["productName", "Express QES"],
      ["countryName", "Switzerland"],
      ["documentName", "Identitätskarte"],
      ["userName", "zoe.m"],
      ["checkName", "liveness"],
    ]),
  "other date": (random) =>
    random.pick<Extra>([
      ["capturedAt", "2026-11-23T06:31:00Z"],
      ["scanDate", "23.11.2026"],
      ["dateOfIssue", "2023-05-05"],
      ["dateOfExpiry", "2033-05-04"],
      ["validUntil", { day: 4, month: 5, year: 2033 }],
      ["nfcReadTime", 1795415460000],
      ["ausstellungsdatum", "05.05.2023"],
      ["dates", { captured: "2026-11-23", uploaded: "2026-11-23" }],
    ]),
  "other number": (random) =>
    random.pick<Extra>([
      ["caseNumber", "4711"],
      ["personalNumber", "756.1234.5678.97"],
      ["phoneNumber", "+41790000000"],
      ["postalCode", 3005],
      ["houseNumber", "12a"],
      ["sequenceNumber", 3],
      ["referenceNumber", "R-2026-8812"],
      ["customerNumber", 99120],
      ["score", 0.9731],
      ["cardAccessNumber", "123456"],
    ]),
  "other numbers in pairs": () => [
    "numbers",
    [
      { type: "personal_number", value: "756.1234.5678.97" },
      { type: "case_number", value: "4711" },
    ],
  ],
  address: () => ["address", { street: "Müllerstrasse 12", city: "Bern", postalCode: "3005", country: "CH" }],
  "birth place": (random) => [random.pick(["placeOfBirth", "birthPlace", "geburtsort", "lieuDeNaissance"]), "Bern"],
  nationality: (random) =>
    random.pick<Extra>([
      ["nationality", "CHE"],
      ["nationalities", ["CH"]],
      ["sex", "F"],
      ["gender", 2],
    ]),
  "empty members": () => [
    "optional",
    { middleName: null, lastName2: "", secondDocumentNumber: null, titles: [], extra: {}, birthDateText: "" },
  ],
  "partial checks": (random) => [
    "checks",
    [
      { name: "liveness", status: "PASSED", score: 0.99 },
      { name: "face", result: random.pick(["ok", "MATCH", "passed"]) },
      { name: "nfc", status: random.pick(["NOT_PERFORMED", "SKIPPED", "n/a"]) },
    ],
  ],
  transport: () => ["http", { status: 200, message: "OK", requestId: "7f3c", durationMs: 212 }],
  picture: () => ["portrait", { mediaType: "image/jpeg", data: "/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJ" }],
  "unknown words": (random) => [
    random.pick(["tags", "flags", "notes"]),
    ["alpha", "beta 12", { gamma: true, delta: null }],
  ],
};

const pickSections = (random: Random): Noise["sections"] =>
  random.pick([
    [],
    [section(random.pick(neutralSections))],
    [section("meta")],
    [section("process"), section("steps", true)],
    [section("document")],
  ]);

export const noiseSteps: Record<string, VariantStep> = Object.fromEntries(
  Object.entries(kinds).map(([kind, make]) => [
    `noise: ${kind}`,
    (draft, random) => {
      const [name, value] = make(random);
      draft.noise.push({ sections: pickSections(random), name, value });
    },
  ]),
);
