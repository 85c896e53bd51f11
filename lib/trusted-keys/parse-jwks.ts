import { holdsSecret, makeTrustedKey, type TrustedKey, type UnsupportedKey, unsupportedKind } from "./trusted-key.ts";

/** A key set that must not be used, with a reason for the operator. */
export class KeySetRejectedError extends Error {
  /** The set leaks secrets, so its earlier versions are also untrusted. */
  readonly compromised: boolean;

  constructor(reason: string, compromised = false) {
    super(reason);
    this.name = "KeySetRejectedError";
    this.compromised = compromised;
  }
}

/** Content of one source: keys, skipped members with reasons, and unsupported public keys. */
export type KeySet = { keys: TrustedKey[]; leftOut: string[]; unsupported: UnsupportedKey[] };

const maxMembers = 500;

function readMembers(text: string): Record<string, unknown>[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new KeySetRejectedError("is not JSON");
  }
  const members = typeof parsed === "object" && parsed !== null ? (parsed as { keys?: unknown }).keys : undefined;
  if (!Array.isArray(members)) throw new KeySetRejectedError('has no "keys" list');
  if (members.length > maxMembers) throw new KeySetRejectedError(`contains more than ${maxMembers} keys`);
  return members.map((member) => {
    if (typeof member !== "object" || member === null || Array.isArray(member))
      throw new KeySetRejectedError("contains a member that is not a key");
    return member as Record<string, unknown>;
  });
}

/** Skips unsupported members (RFC 7517 section 5). @throws KeySetRejectedError for a secret member */
export async function parseJwks(text: string, from: Pick<TrustedKey, "source" | "fetchedAt">): Promise<KeySet> {
  const members = readMembers(text);
  const secret = members.findIndex(holdsSecret);
  if (secret >= 0) throw new KeySetRejectedError(`contains a private or symmetric key (member ${secret + 1})`, true);
  const set: KeySet = { keys: [], leftOut: [], unsupported: [] };
  for (const [index, member] of members.entries()) {
    try {
      set.keys.push(await makeTrustedKey(member, from));
    } catch {
      set.leftOut.push(`member ${index + 1} is not a public key of a supported kind`);
      const kind = unsupportedKind(member);
      if (kind !== null) set.unsupported.push({ kid: typeof member.kid === "string" ? member.kid : null, kind });
    }
  }
  return set;
}
