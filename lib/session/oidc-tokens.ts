import "server-only";
import { z } from "zod";
import { settings } from "#lib/env";
import { decryptJwe, encryptJwe } from "./session-jwe.ts";

/** The identity provider's tokens of one session; never sent to the client and stored only encrypted. */
const providerTokens = z.object({
  accessToken: z.string(),
  /** UTC milliseconds, or null if the provider does not state it. */
  accessEndsAt: z.number().nullable(),
  refreshToken: z.string().nullable(),
  idToken: z.string(),
});
export type ProviderTokens = z.output<typeof providerTokens>;

/** Derives another key than the cookie's, so that neither JWE can replace the other. */
const salt = "provider-tokens";

export async function encryptTokens(tokens: ProviderTokens): Promise<string> {
  const { auth, session } = settings();
  const [secret = ""] = auth.secrets;
  return encryptJwe({ token: { tokens }, secret, salt, maxAge: session.maxH * 3600 + 3600 });
}

export async function decryptTokens(encrypted: string | null): Promise<ProviderTokens | null> {
  const content = encrypted === null ? null : await decryptJwe({ token: encrypted, salt });
  return providerTokens.safeParse(content?.tokens).data ?? null;
}
