import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { demoAccounts, findDemoAccount } from "./demo-accounts.ts";
import type { NewSession } from "./session-store.ts";
import { consumeSignInAttempt, resetSignInAttempts } from "./sign-in-rate-limit.ts";
import { type AuthRequestContext, type AuthSubject, recordSignInFailure } from "./start-session.ts";

export function describeDemoSession(email: string): NewSession | null {
  const account = demoAccounts.find((known) => known.email === email);
  return account
    ? {
        subject: account.email,
        name: account.name,
        email,
        roles: account.roles,
        provider: "demo",
        tokens: null,
        providerSession: null,
      }
    : null;
}

/** Finds the claimed account, without roles because the password is not verified yet. */
function findAuthSubject(email: string | undefined): AuthSubject | null {
  const claimed = demoAccounts.find((account) => account.email === email?.trim().toLowerCase());
  return claimed ? { subject: claimed.email, name: claimed.name, roles: [] } : null;
}

/** `handleAuthRequest` counts attempts before `authorize` runs. */
export function createDemoProvider(trace: AuthRequestContext): NextAuthOptions["providers"][number] {
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
      await recordSignInFailure(findAuthSubject(fields?.email), "wrong_password", trace);
      return null;
    },
  });
}

export async function countDemoAttempt(email: string | undefined, trace: AuthRequestContext): Promise<void> {
  await consumeSignInAttempt(email ?? "", findAuthSubject(email), trace);
}
