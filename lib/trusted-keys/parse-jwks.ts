import { holdsSecret, makeTrustedKey, type TrustedKey, type UnsupportedKey, unsupportedKind } from "./trusted-key.ts";

/** A key set that must not be used, with the reason in words for the operator. */
export class KeySetRejectedError extends Error {
  /** The set gives secrets away: what it said before is not to be relied on either. */
  readonly compromised: boolean;

  constructor(reason: string, compromised = false) {
    super(reason);
    this.name = "KeySetRefused";
    this.compromised = compromised;
  }
}

/** What was read of one source: its keys, what was left out and why, and which of these are public keys of other kinds. */
export type KeySet = { keys: TrustedKey[]; leftOut: string[]; unsupported: UnsupportedKey[] };

const maxMembers = 500;

function readMembers(text: string): Record<string, unknown>[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new KeySetRejectedError("is no JSON");
  }
  const members = typeof parsed === "object" && parsed !== null ? (parsed as { keys?: unknown }).keys : undefined;
  if (!Array.isArray(members)) throw new KeySetRejectedError('has no "keys" list');
  if (members.length > maxMembers) throw new KeySetRejectedError(`holds more than ${maxMembers} keys`);
  return members.map((member) => {
    if (typeof member !== "object" || member === null || Array.isArray(member))
      throw new KeySetRejectedError("holds a member that is no key");
    return member as Record<string, unknown>;
  });
}

/**
 * Reads a JWK Set (RFC 7517 section 5). A member of a kind that we do not use is left out and named; a private or
 * symmetric member refuses the whole set.
 * @throws KeySetRefused
 */
export async function parseJwks(text: string, from: Pick<TrustedKey, "source" | "fetchedAt">): Promise<KeySet> {
  const members = readMembers(text);
  const secret = members.findIndex(holdsSecret);
  if (secret >= 0) throw new KeySetRejectedError(`holds a private or symmetric key (member ${secret + 1})`, true);
  const set: KeySet = { keys: [], leftOut: [], unsupported: [] };
  for (const [index, member] of members.entries()) {
    try {
      set.keys.push(await makeTrustedKey(member, from));
    } catch {
      set.leftOut.push(`member ${index + 1} is no public key of a kind that is used here`);
      const kind = unsupportedKind(member);
      if (kind !== null) set.unsupported.push({ kid: typeof member.kid === "string" ? member.kid : null, kind });
    }
  }
  return set;
}
