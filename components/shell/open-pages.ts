import { paths } from "#lib/paths";
import { hasAnyRole, type Role } from "#lib/person";

const pages = [
  { name: "home", path: paths.home(), roles: ["reviewer"] },
  { name: "requests", path: paths.signatureRequests(), roles: ["reviewer"] },
  { name: "dossiers", path: paths.dossiers(), roles: ["reviewer"] },
  { name: "audit", path: paths.audit(), roles: ["auditor", "admin"] },
  { name: "diagnostics", path: paths.diagnostics(), roles: ["admin"] },
] as const satisfies readonly { name: string; path: string; roles: readonly Role[] }[];

/** The pages that a person with these roles may open. */
export const openPages = (roles: readonly Role[]) => pages.filter((page) => hasAnyRole(roles, page.roles));
