import * as z from "#lib/runtime/zod";

/** Passkeys of a person that are not revoked. */
export const maxPasskeys = 10;
export const maxPasskeyName = 60;
/** A passkey is added within this time after a sign-in. */
export const enrolMs = 5 * 60_000;

const credentialSchema = z.object({ id: z.string(), transports: z.array(z.string()) });

const passkeySchema = z.object({
  /** Short ID, which entries of the access log name too. */
  id: z.string(),
  name: z.string(),
  /** ISO 8601 in UTC, as the others. */
  createdAt: z.string(),
  lastUsedAt: z.nullable(z.string()),
  revokedAt: z.nullable(z.string()),
  /** ID for the browser (base64url) and how it reaches the authenticator; null for a passkey that cannot be used here now. */
  credential: z.nullable(credentialSchema),
});
export type Passkey = z.infer<typeof passkeySchema>;

/** Response of `GET /api/passkeys`: the person's own, the newest first, also revoked ones. */
export const passkeyListSchema = z.object({
  items: z.array(passkeySchema),
  /** Domain and origin at which passkeys are used (Web Authentication, "relying party identifier"). */
  rpId: z.string(),
  origin: z.string(),
  /** True if each decision must be confirmed with a passkey. */
  isRequired: z.boolean(),
  /** Until then this session may add one; null if it is too long ago that the person signed in. */
  enrolUntil: z.nullable(z.string()),
});
export type PasskeyList = z.infer<typeof passkeyListSchema>;

const descriptorSchema = z.object({ id: z.string(), type: z.literal("public-key"), transports: z.array(z.string()) });

/** Response of `POST /api/passkeys/challenge`: PublicKeyCredentialCreationOptionsJSON (Web Authentication Level 3 section 5.1.8). */
export const creationOptionsSchema = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ alg: z.number(), type: z.literal("public-key") })),
  timeout: z.number(),
  attestation: z.literal("none"),
  excludeCredentials: z.array(descriptorSchema),
  authenticatorSelection: z.object({
    residentKey: z.literal("preferred"),
    requireResidentKey: z.literal(false),
    userVerification: z.literal("required"),
  }),
});
export type CreationOptions = z.infer<typeof creationOptionsSchema>;

const publicKeyType = z.literal("public-key");

/** What `navigator.credentials.create` gave, as JSON (RegistrationResponseJSON); other members are ignored. */
export const registrationSchema = z.object({
  id: z.string(),
  rawId: z.string(),
  type: publicKeyType,
  response: z.object({
    clientDataJSON: z.string(),
    attestationObject: z.string(),
    transports: z.optional(z.array(z.string())),
  }),
});

const assertionResponseSchema = z.object({
  clientDataJSON: z.string(),
  authenticatorData: z.string(),
  signature: z.string(),
  userHandle: z.optional(z.nullable(z.string())),
});

/** What `navigator.credentials.get` gave, as JSON (AuthenticationResponseJSON); other members are ignored. */
export const assertionSchema = z.object({
  id: z.string(),
  rawId: z.string(),
  type: publicKeyType,
  response: assertionResponseSchema,
});
export type Assertion = z.infer<typeof assertionSchema>;

/**
 * An assertion as it is kept with a decision: all that a third party needs to check it. Bytes are base64url, `publicKeySpki` is base64 of
 * the DER form (RFC 5280 section 4.1.2.7).
 */
export const keptAssertionSchema = z.object({
  type: z.literal("webauthn.get"),
  /** Short ID of the passkey: first half of the SHA-256 of the credential ID. */
  passkey: z.string(),
  credentialId: z.string(),
  /** COSE key (RFC 9052 section 7). */
  publicKey: z.string(),
  publicKeySpki: z.string(),
  /** COSE algorithm: -7 ES256, -8 EdDSA, -257 RS256. */
  algorithm: z.number(),
  authenticatorData: z.string(),
  clientDataJSON: z.string(),
  signature: z.string(),
  userHandle: z.nullable(z.string()),
  rpId: z.string(),
  origin: z.string(),
});
export type KeptAssertion = z.infer<typeof keptAssertionSchema>;
