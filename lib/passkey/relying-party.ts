import "server-only";
import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { settings } from "#lib/env";
import { ProblemError } from "#lib/problem";

/** Domain and origin at which this installation uses passkeys (Web Authentication Level 3 section 4). */
export type RelyingParty = { rpId: string; origin: string };

/** EdDSA, ES256 and RS256 (IANA COSE Algorithms), which every authenticator has one of. */
export const algorithms = [-8, -7, -257];

/** Whatever the setting of decisions is. */
export function relyingParty(): RelyingParty {
  const { hostname, origin } = new URL(settings().auth.url);
  return { rpId: hostname, origin };
}

/** @throws ProblemError `invalid_request` where passkeys cannot be used */
export function requireRelyingParty(): RelyingParty {
  const { rpId, origin } = relyingParty();
  if (!settings().decision.isPasskeyRequired)
    throw new ProblemError(
      "invalid_request",
      "Decisions aren't confirmed with passkeys here, so none can be added. Your administrator can set DECISION_PASSKEY=1.",
    );
  if (isIP(rpId.replace(/^\[|\]$/g, "")) !== 0)
    throw new ProblemError(
      "invalid_request",
      "Passkeys need a domain name, and AUTH_URL has an IP address. Use localhost, not 127.0.0.1, on your own machine.",
    );
  return { rpId, origin };
}

/** ID of an account for authenticators: 32 bytes that tell nothing of the person (Web Authentication section 14.6.1). */
export const userHandleOf = (subject: string): Buffer =>
  createHash("sha256").update(`passkeys of ${subject}`, "utf8").digest();

/** Short ID of a passkey: the first half of the SHA-256 of its credential ID. */
export const passkeyIdOf = (credentialId: string): string =>
  createHash("sha256").update(Buffer.from(credentialId, "base64url")).digest("hex").slice(0, 32);
