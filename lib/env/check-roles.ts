import type { SettingError } from "./fault.ts";
import type { Values } from "./schema.ts";

const roleNames = ["AUTH_ROLE_REVIEWER", "AUTH_ROLE_AUDITOR", "AUTH_ROLE_ADMIN"] as const;

/** Both read the access log, in which reviewers appear. An admin may do what an auditor may, so these two may share a group. */
const logReaders = ["AUTH_ROLE_AUDITOR", "AUTH_ROLE_ADMIN"] as const;

/** A lead reads what a reviewer reads. */
const evidenceReaders = ["AUTH_ROLE_REVIEWER", "AUTH_ROLE_LEAD"] as const;

/** @returns the position (from 1) of the first group of `name` that `other` has too, or 0 */
function sharedGroup(values: Values, name: (typeof logReaders)[number], other: (typeof evidenceReaders)[number]) {
  const groups = new Set(values[other]);
  return (values[name] ?? []).findIndex((group) => groups.has(group)) + 1;
}

/**
 * Checks the groups of the roles with single sign-on. Each role is named explicitly, because a directory may have a group `admin` for
 * another purpose. Reading evidence and reading the log of it need separate groups, so that one membership does not give both.
 */
export function checkRoles(values: Values, faults: SettingError[]): void {
  for (const name of roleNames)
    if (!values[name])
      faults.push({
        name,
        reason:
          "is missing: with single sign-on, name the groups of each role explicitly (for a role that is not used, a group without members)",
      });
  if (values.AUTH_ROLES_OVERLAP) return;
  for (const name of logReaders) {
    const evidenceReader = evidenceReaders.find((reader) => sharedGroup(values, name, reader) > 0);
    if (evidenceReader !== undefined)
      faults.push({
        name,
        reason: `its group ${sharedGroup(values, name, evidenceReader)} is also in ${evidenceReader}: those who read evidence should not be those who read the access log. Use separate groups, or set AUTH_ROLES_OVERLAP=1 to allow it`,
      });
  }
}
