import type { FileClaim } from "../evidence-files.ts";
import type { Identification } from "../identification.ts";
import type { Person } from "../people.ts";
import type { Times } from "../status.ts";

/** A provider's schema for status, record and token. The names of fields and the forms of values are its own. */

export type PersonalityName = "pxl" | "wrapped" | "lists";

/** What record and identity claims are written from. `person` is the person whom they name. */
export type Evidence = {
  identification: Identification;
  person: Person;
  times: Times;
  /** Files and digests that the record claims. */
  claims: readonly FileClaim[];
};

/** Each function returns one JSON object; nothing here signs or encodes. */
export type Personality = {
  makeStatus(identification: Identification, times: Times): Record<string, unknown>;
  makeRecord(evidence: Evidence): Record<string, unknown>;
  /** Claims that name the evidence. */
  makeTokenIds(identification: Identification): Record<string, unknown>;
  /** Claims that repeat the record's identity data and its result. */
  makeIdentityClaims(evidence: Evidence): Record<string, unknown>;
};
