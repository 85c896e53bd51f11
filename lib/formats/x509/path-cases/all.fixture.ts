import { buildingCases } from "./building.fixture.ts";
import { constraintCases } from "./constraints.fixture.ts";
import { dateCases } from "./dates.fixture.ts";
import { encodingCases } from "./encodings.fixture.ts";
import { nameConstraintCases } from "./name-constraints.fixture.ts";
import { nameCases } from "./names.fixture.ts";
import type { PathCase } from "./path-case.fixture.ts";
import { purposeCases } from "./purposes.fixture.ts";
import { signatureCases } from "./signatures.fixture.ts";

/** Certification paths by chapter, as the chapters of NIST PKITS; each with its expected result. */
export const pathCases: Record<string, readonly PathCase[]> = {
  signatures: signatureCases,
  dates: dateCases,
  names: nameCases,
  constraints: constraintCases,
  "name constraints": nameConstraintCases,
  "extended key usage": purposeCases,
  encoding: encodingCases,
  "path building": buildingCases,
};
