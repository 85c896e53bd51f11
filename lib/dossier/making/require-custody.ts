import { hasRole, type Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import type { CustodyMode } from "./parse-order.ts";

/** @throws ProblemError `forbidden`: the whole access history is the auditors' */
export function requireCustody({ roles }: Pick<Person, "roles">, custody: CustodyMode): void {
  if (custody !== "full" || hasRole(roles, "auditor")) return;
  throw new ProblemError(
    "forbidden",
    "A dossier with the full access history needs the role auditor beside reviewer. Choose the history without names.",
  );
}
