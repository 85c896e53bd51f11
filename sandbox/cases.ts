/**
 * Every signature request of the sandbox, each there for one reason. Specs and the README speak of cases by `name`; ids
 * are fixed. Plain data without imports, so that anything may read it.
 */
export const cases = [
  {
    name: "nfc-completed",
    srId: "ad8ce78b-4c1f-4e0a-9b57-2d6f01c5ef70",
    evidenceIds: ["evidence-4465032f"],
    title: "Employment contract",
    why: "Identified by NFC, completed; status, record, files and token tell one story.",
  },
  {
    name: "manual-review-completed",
    srId: "dc2df2a2-a176-4245-9c28-8e09ca953d91",
    evidenceIds: ["evidence-70b1c9aa"],
    title: "Consumer loan agreement",
    why: "Completed after manual review; names in the request are written without umlauts, the token is ES256 and names the identification by its own id.",
  },
  {
    name: "review-working-hours",
    srId: "9d1020a5-078c-41f6-8caf-19678b04edc7",
    evidenceIds: ["evidence-1f40a6d2"],
    title: "Lease agreement, Rue du Rhône 14",
    why: "Waiting for manual review since a moment within the provider's working hours.",
  },
  {
    name: "review-past-72-hours",
    srId: "ae20adf8-f148-41b2-8a75-415dbd095840",
    evidenceIds: ["evidence-c25e7b13"],
    title: "Mandate agreement, Rheinhafen Logistik",
    why: "Waiting for manual review for longer than the provider promises.",
  },
  {
    name: "not-started",
    srId: "e5078421-3550-4479-8fb2-6376967119b4",
    evidenceIds: ["evidence-5d90e1f8"],
    title: "Non-disclosure agreement",
    why: "The identification was initiated, the signer has not begun.",
  },
  {
    name: "failed",
    srId: "3ade6c50-2381-42ab-a54f-f03bffb28744",
    evidenceIds: ["evidence-b83c4e07"],
    title: "Power of attorney, estate of K. Halász",
    why: "The identification failed; there is no record, archive or token.",
  },
  {
    name: "unknown-status",
    srId: "2eaac080-d825-4f2b-90c4-09327b6882e0",
    evidenceIds: ["evidence-e7714f90"],
    title: "Supplier framework agreement",
    why: "A status and fields that nobody has seen before, though all artefacts are there and good.",
  },
  {
    name: "evidence-expired",
    srId: "109cbefa-9e77-40b1-be05-a06588450af4",
    evidenceIds: ["evidence-0a6d33cb"],
    title: "Shareholder resolution 2024",
    why: "The evidence reached its end and was deleted at the provider; only its status is left.",
  },
  {
    name: "three-signers",
    srId: "37425d7c-f500-4857-b7ee-4282c489b280",
    evidenceIds: ["evidence-92ce10d4", "evidence-92ce10d5"],
    title: "Partnership agreement",
    why: "Three signers; one has an account and therefore no evidence. One token is bound by its transaction code alone.",
  },
  {
    name: "feature-off",
    srId: "1c5445e2-cc47-4242-8fe2-e2aeb607b76e",
    evidenceIds: ["evidence-3be8d751"],
    title: "Insurance application",
    why: "Another business, for which identification evidence is not enabled (403 feature-not-enabled).",
  },
  {
    name: "digest-mismatch",
    srId: "49ec52dd-46d6-4bb0-86a5-13b45ddcfe3c",
    evidenceIds: ["evidence-a4f7206e"],
    title: "Mortgage amendment 2026-114",
    why: "The selfie in the archive is not the one whose digest record and token claim.",
  },
  {
    name: "token-stranger",
    srId: "6d365bd8-ca65-47e0-8491-1578b662aa41",
    evidenceIds: ["evidence-6c19fb82"],
    title: "Service contract, Seebad Utoquai",
    why: "The token is signed by a stranger who claims the provider's key id.",
  },
  {
    name: "token-alg-none",
    srId: "21f24914-3f83-4d2f-be3f-2082252ae84a",
    evidenceIds: ["evidence-d05a97e3"],
    title: "Car leasing agreement",
    why: "The token says alg none and has no signature.",
  },
  {
    name: "token-expired",
    srId: "d3ea744e-8072-47fc-a6ce-102ff7173c37",
    evidenceIds: ["evidence-48e2bd6f"],
    title: "Purchase agreement, plot 2207",
    why: "The signature is good; the token expired a month ago.",
  },
  {
    name: "large-record",
    srId: "e182524a-f386-4935-beb9-1c3318dd5e71",
    evidenceIds: ["evidence-f2908c1d"],
    title: "Custody account agreement",
    why: "A record of 25 MB, sent without a length.",
  },
  {
    name: "large-archive",
    srId: "a89dd1e5-2c5f-4405-b208-0891446bfe5a",
    evidenceIds: ["evidence-8b7d5503"],
    title: "Private banking mandate",
    why: "An archive of 150 MB, made while it is sent.",
  },
  {
    name: "name-mismatch",
    srId: "334d39fd-4d46-402e-9d8a-10eb2d91345d",
    evidenceIds: ["evidence-57ac0e94"],
    title: "Settlement agreement",
    why: "The request names another person than record and token do.",
  },
  {
    name: "birth-date-mismatch",
    srId: "4c33644e-712f-4590-99dc-15f128d10a61",
    evidenceIds: ["evidence-e19f62b5"],
    title: "Pension plan, early retirement",
    why: "The birth date in the record is not the one in the signed token; the e-mail address stands in the token as a hash.",
  },
  {
    name: "missing-files",
    srId: "888590f2-6dab-4023-9cfc-388600f9459d",
    evidenceIds: ["evidence-2d80a7fc"],
    title: "Guarantee, Aare Bau",
    why: "Record and token claim files that the archive does not hold.",
  },
  {
    name: "token-of-somebody-else",
    srId: "d063ecfc-d378-4b6b-92b7-1bf46e576264",
    evidenceIds: ["evidence-b6410fe8"],
    title: "Account opening, joint account",
    why: "A genuine token of another identification: the signature is good, the binding is not.",
  },
  {
    name: "x5c-good",
    srId: "469793a1-7a23-4329-a093-8a6f8a63d81e",
    evidenceIds: ["evidence-99d2c4a0"],
    title: "Trade finance facility",
    why: "Signed by a certificate whose chain ends in test-keys/x5c-root-ca.pem.",
  },
  {
    name: "x5c-bad",
    srId: "3016bb3c-f2fc-4ad3-b118-5601c07cbc0d",
    evidenceIds: ["evidence-99d2c4a1"],
    title: "Trade finance facility, annex B",
    why: "The same subject name, but the chain ends in a root that nobody configured.",
  },
  {
    name: "token-unknown-kid",
    srId: "f182cf20-be92-464e-be7d-0c4e5280489e",
    evidenceIds: ["evidence-0c77e3b9"],
    title: "Cooperation agreement 2019",
    why: "Signed by a key that the provider does not publish.",
  },
  {
    name: "token-changes",
    srId: "ea830735-4ac1-4673-9365-9b424f4e98ed",
    evidenceIds: ["evidence-31fa5d68"],
    title: "Escrow agreement",
    why: "Every fetch brings a newly signed token (PS256), each of them genuine.",
  },
  {
    name: "odd-record",
    srId: "e08bf23a-bad8-41ad-820a-1fcaa1ac04fa",
    evidenceIds: ["evidence-7e02b1c6"],
    title: "Licence agreement",
    why: "A record with names twice, numbers beyond double precision, odd names and invisible characters.",
  },
  {
    name: "missing-token",
    srId: "5f7767b3-a623-4689-8c61-68db1b03954e",
    evidenceIds: ["evidence-60d4a3f2"],
    title: "Option agreement",
    why: "Record and files are there; the provider has no token for them (404).",
  },
  {
    name: "review-finishes",
    srId: "7b0c1d52-9e84-4f6b-8a3d-54c1e07f92ab",
    evidenceIds: ["evidence-d3f81b26"],
    title: "Sublease agreement",
    why: "In manual review when its status is first asked for, completed twelve seconds later.",
  },
] as const;

export type CaseName = (typeof cases)[number]["name"];

/** A well-formed id that the sandbox does not know: 404 with the problem `entity-not-found`. */
export const unknownSrId = "cb4394af-2803-4001-a435-845750b5c466";

/** The case of that name. */
export function findCase(name: CaseName) {
  const found = cases.find((entry) => entry.name === name);
  if (!found) throw new Error(`The sandbox has no case ${name}`);
  return found;
}

/** What the sandbox takes as API credentials. */
export const sandboxCredentials = { username: "api_demo_sandbox", apiKey: "sandbox-key-not-a-secret" } as const;
