import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { demoAccounts, findDemoAccount } from "./demo-accounts.ts";
import type { NewSession } from "./session-store.ts";
import { consumeSignInAttempt, resetSignInAttempts } from "./sign-in-rate-limit.ts";
import { type AuthRequestContext, type AuthSubject, recordSignInFailure } from "./start-session.ts";

/** The session that a demo account begins, or null for an address that is none. */
export function describeDemoSession(email: string): NewSession | null {
  const account = demoAccounts.find((known) => known.email === email);
  return account
    ? { subject: account.email, name: account.name, email, roles: account.roles, provider: "demo", tokens: null }
    : null;
}

/** Whose account somebody claims to have; roles are not theirs before the password fits. */
function findClaimant(email: string | undefined): AuthSubject | null {
  const claimed = demoAccounts.find((account) => account.email === email?.trim().toLowerCase());
  return claimed ? { subject: claimed.email, name: claimed.name, roles: [] } : null;
}

/**
 * Demo accounts as a next-auth provider (id `demo`).
 * Its `authorize` throws ProblemError `rate_limited` past ten failures; `answerAuth` counts before it comes here.
 */
export function describeDemoProvider(trace: AuthRequestContext): NextAuthOptions["providers"][number] {
  return CredentialsProvider({
    id: "demo",
    name: "Demo account",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    authorize: async (fields) => {
      const account = findDemoAccount(fields?.email, fields?.password);
      if (account) {
        await resetSignInAttempts(account.email, trace.address);
        return { id: account.email, name: account.name, email: account.email };
      }
      await recordSignInFailure(findClaimant(fields?.email), "wrong_password", trace);
      return null;
    },
  });
}

/** Counts this attempt. @throws ProblemError `rate_limited` */
export async function countDemoAttempt(email: string | undefined, trace: AuthRequestContext): Promise<void> {
  await consumeSignInAttempt(email ?? "", findClaimant(email), trace);
}
