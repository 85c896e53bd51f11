const maxLength = 512;

/**
 * Reads a claim `sid`, the session at the identity provider (OpenID Connect Back-Channel Logout 1.0 section 2.1).
 * @returns null without a usable one
 */
export function readProviderSession(sid: unknown): string | null {
  return typeof sid === "string" && sid !== "" && sid.length <= maxLength && !sid.includes("\0") ? sid : null;
}
