import { PasskeyFault, toPasskeyFault } from "./fault.ts";

/**
 * Calls the browser and reads its credential as JSON (Web Authentication Level 3 sections 5.1.7 to 5.1.9).
 * @throws PasskeyFault `unsupported` if this browser or page has no passkeys, or has them without JSON
 */
async function callBrowser<Json>(
  call: (credentials: CredentialsContainer, factory: typeof PublicKeyCredential) => Promise<Credential | null>,
): Promise<Json> {
  const { credentials } = navigator;
  const factory = globalThis.PublicKeyCredential;
  if (!credentials || typeof factory?.parseCreationOptionsFromJSON !== "function")
    throw new PasskeyFault("unsupported");
  const credential = await call(credentials, factory).catch((error) => {
    throw toPasskeyFault(error);
  });
  if (!(credential instanceof factory)) throw new PasskeyFault("failed");
  return credential.toJSON() as Json;
}

/** Creates a passkey. @throws PasskeyFault */
export function createCredential(options: PublicKeyCredentialCreationOptionsJSON): Promise<RegistrationResponseJSON> {
  return callBrowser(async (credentials, factory) =>
    credentials.create({ publicKey: factory.parseCreationOptionsFromJSON(options) }),
  );
}

/** Asks the authenticator for an assertion. @throws PasskeyFault */
export function requestAssertion(options: PublicKeyCredentialRequestOptionsJSON): Promise<AuthenticationResponseJSON> {
  return callBrowser(async (credentials, factory) =>
    credentials.get({ publicKey: factory.parseRequestOptionsFromJSON(options) }),
  );
}
