import "server-only";
import { z } from "zod";
import { settings } from "#lib/env";
import { roleSources } from "./decide-roles.ts";
import type { Claims } from "./read-claims.ts";
import { decryptJwe, encryptJwe } from "./session-jwe.ts";

/** The identity provider's tokens of one session; never sent to the client and stored only encrypted. */
const providerTokens = z.object({
  accessToken: z.string(),
  /** UTC milliseconds, or null if the provider does not state it. */
  accessEndsAt: z.number().nullable(),
  refreshToken: z.string().nullable(),
  /** Names the session or the person in a logout at the provider; the ID token itself is not kept. */
  logoutHint: z.string().nullable().default(null),
  /** Which source gave the roles; null for sessions from before it was stored. */
  roleSource: z.enum(roleSources).nullable().default(null),
  /** False if the provider offered neither a refresh token nor UserInfo at sign-in, so that roles cannot be read again. */
  canReread: z.boolean().default(true),
});
export type ProviderTokens = z.output<typeof providerTokens>;

const maxHintLength = 512;

/**
 * Chooses a hint for RP-Initiated Logout 1.0 section 2 (`logout_hint`): the claim that some providers issue for it, the session at the
 * provider (Front-Channel Logout 1.0 section 3), or the subject.
 */
export function chooseLogoutHint(claims: Claims): string | null {
  const hints = [claims.login_hint, claims.sid, claims.sub].filter((hint) => typeof hint === "string");
  return hints.find((hint) => hint !== "" && hint.length <= maxHintLength) ?? null;
}

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
