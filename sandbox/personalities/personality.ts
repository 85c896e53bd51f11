import type { FileClaim } from "../evidence-files.ts";
import type { Identification } from "../identification.ts";
import type { Person } from "../people.ts";
import type { Times } from "../status.ts";

/** A provider's schema for status, record and token, with its own field names and value forms. */

export type PersonalityName = "pxl" | "wrapped" | "lists";

/** Input of record and identity claims. `person` is the person they describe. */
export type Evidence = {
  identification: Identification;
  person: Person;
  times: Times;
  claims: readonly FileClaim[];
};

/** Each function returns one JSON object, unsigned and not encoded. */
export type Personality = {
  makeStatus(identification: Identification, times: Times): Record<string, unknown>;
  makeRecord(evidence: Evidence): Record<string, unknown>;
  makeTokenIds(identification: Identification): Record<string, unknown>;
  makeIdentityClaims(evidence: Evidence): Record<string, unknown>;
};
