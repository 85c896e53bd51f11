import "server-only";
import { z } from "zod";
import { settings } from "#lib/env";
import { decryptJwe, seal } from "./session-jwe.ts";

/** The identity provider's tokens of one session; they never leave the server, and lie in the database sealed only. */
const providerTokens = z.object({
  accessToken: z.string(),
  /** UTC milliseconds, or null when the provider does not say. */
  accessEndsAt: z.number().nullable(),
  refreshToken: z.string().nullable(),
  idToken: z.string(),
});
export type ProviderTokens = z.output<typeof providerTokens>;

/** Another derived key than the cookie's: neither can stand in for the other. */
const salt = "provider-tokens";

/** Sealed under the newest AUTH_SECRET. */
export async function sealTokens(tokens: ProviderTokens): Promise<string> {
  const { auth, session } = settings();
  const [secret = ""] = auth.secrets;
  return seal({ token: { tokens }, secret, salt, maxAge: session.maxH * 3600 + 3600 });
}

/** Opened under any AUTH_SECRET; null when none opens it. */
export async function openTokens(sealed: string | null): Promise<ProviderTokens | null> {
  const content = sealed === null ? null : await decryptJwe({ token: sealed, salt });
  return providerTokens.safeParse(content?.tokens).data ?? null;
}
