import { queryOptions } from "@tanstack/react-query";
import { fetchApi, fetchJson } from "#lib/api-client";
import { encodeBase64url } from "#lib/bytes/base64";
import { fromHex } from "#lib/bytes/hex";
import { apiPaths } from "#lib/paths";
import { createCredential, requestAssertion } from "./call-browser.ts";
import { PasskeyFault } from "./fault.ts";
import { creationOptionsSchema, type PasskeyList, passkeyListSchema } from "./schema.ts";

/** One's own passkeys; asked for again at each opening, because another tab may have changed them. */
export function passkeysQuery() {
  return queryOptions({
    queryKey: ["passkeys"],
    queryFn: ({ signal }) => fetchJson(apiPaths.passkeys(), passkeyListSchema, { signal }),
    gcTime: 0,
  });
}

export const usablePasskeys = ({ items }: PasskeyList) =>
  items.flatMap(({ credential }) => (credential === null ? [] : [credential]));

/** Passkeys exist only where this installation says it is. */
function requireAddress({ origin }: Pick<PasskeyList, "origin">): void {
  if (window.location.origin !== origin) throw new PasskeyFault("address");
}

/** Creates a passkey and adds it to the account. @throws PasskeyFault, ApiError; then nothing was added */
export async function addPasskey(name: string, list: PasskeyList): Promise<PasskeyList> {
  requireAddress(list);
  const options = await fetchJson(apiPaths.passkeyChallenge(), creationOptionsSchema, { method: "POST" });
  const { id, rawId, type, response } = await createCredential(options);
  const { clientDataJSON, attestationObject, transports } = response;
  const credential = { id, rawId, type, response: { clientDataJSON, attestationObject, transports } };
  return fetchJson(apiPaths.passkeys(), passkeyListSchema, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name, credential }),
  });
}

/** @throws ApiError */
export async function revokePasskey(id: string): Promise<void> {
  await fetchApi(apiPaths.passkey(id), { method: "DELETE" });
}

/**
 * Asks the authenticator to confirm a digest (SHA-256, hex) with user verification.
 * @returns the assertion that the server verifies
 * @throws PasskeyFault
 */
export async function confirmDigest(digest: string, list: PasskeyList): Promise<unknown> {
  requireAddress(list);
  const usable = usablePasskeys(list);
  const bytes = fromHex(digest);
  if (usable.length === 0 || bytes === null) throw new PasskeyFault("no_passkey");
  const { id, rawId, type, response } = await requestAssertion({
    challenge: encodeBase64url(bytes),
    rpId: list.rpId,
    allowCredentials: usable.map((credential) => ({ ...credential, type: "public-key" })),
    userVerification: "required",
    timeout: 120_000,
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return { id, rawId, type, response: { clientDataJSON, authenticatorData, signature, userHandle } };
}
