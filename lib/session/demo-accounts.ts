import type { Role } from "#lib/person";

/** The demo accounts of the contract; they work only while `AUTH_DEMO` is on. The password is public on purpose. */
export const demoPassword = "demo";

export type DemoAccount = { email: string; name: string; roles: readonly Role[] };

export const demoAccounts: readonly DemoAccount[] = [
  { email: "reviewer@demo.test", name: "Demo Reviewer", roles: ["reviewer"] },
  { email: "auditor@demo.test", name: "Demo Auditor", roles: ["auditor"] },
  { email: "admin@demo.test", name: "Demo Admin", roles: ["admin"] },
  { email: "everything@demo.test", name: "Demo Everything", roles: ["reviewer", "auditor", "admin"] },
];

/** The account with this e-mail and password, or null. Case and surrounding space of the e-mail do not matter. */
export function findDemoAccount(email: unknown, password: unknown): DemoAccount | null {
  if (typeof email !== "string" || password !== demoPassword) return null;
  const wanted = email.trim().toLowerCase();
  return demoAccounts.find((account) => account.email === wanted) ?? null;
}
