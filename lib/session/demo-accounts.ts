import type { Role } from "#lib/person";

/** Demo accounts of the contract, active only with `AUTH_DEMO`; the password is public by design. */
export const demoPassword = "demo";

export type DemoAccount = { email: string; name: string; roles: readonly Role[] };

export const demoAccounts: readonly DemoAccount[] = [
  { email: "reviewer@demo.test", name: "Demo Reviewer", roles: ["reviewer"] },
  { email: "reviewer2@demo.test", name: "Demo Second Reviewer", roles: ["reviewer"] },
  { email: "lead@demo.test", name: "Demo Lead", roles: ["lead"] },
  { email: "auditor@demo.test", name: "Demo Auditor", roles: ["auditor"] },
  { email: "admin@demo.test", name: "Demo Admin", roles: ["admin"] },
  { email: "everything@demo.test", name: "Demo Everything", roles: ["reviewer", "auditor", "admin"] },
];

export function findDemoAccount(email: unknown, password: unknown): DemoAccount | null {
  if (typeof email !== "string" || password !== demoPassword) return null;
  const wanted = email.trim().toLowerCase();
  return demoAccounts.find((account) => account.email === wanted) ?? null;
}
