import { type DerElement, readChildren, readOid } from "./der.ts";

const keyUses = ["digitalSignature", "nonRepudiation", "", "", "", "keyCertSign", "cRLSign", "", ""] as const;
export type KeyUse = Exclude<(typeof keyUses)[number], "">;

/** Reads basic constraints (RFC 5280 §4.2.1.9). @throws RangeError if they are malformed */
export function readBasicConstraints(element: DerElement): { isAuthority: boolean; pathLength: number | null } {
  const parts = readChildren(element);
  const isAuthority = parts[0]?.tag === 0x01;
  const [length, ...more] = isAuthority ? parts.slice(1) : parts;
  // DER leaves the default FALSE out; a path length is not negative, and only a CA has one (§4.2.1.9).
  if (more.length > 0 || (isAuthority && parts[0]?.content[0] === 0)) throw new RangeError("Not basic constraints");
  if (!length) return { isAuthority, pathLength: null };
  if (!isAuthority || length.tag !== 0x02 || (length.content[0] ?? 0) >= 0x80)
    throw new RangeError("Not a path length");
  return { isAuthority, pathLength: length.content.reduce((value, byte) => value * 256 + byte, 0) };
}

/** Reads the named bits; DER leaves zeros at their end out, and at least one is set (§4.2.1.3). */
export function readKeyUsage({ tag, content }: DerElement): ReadonlySet<KeyUse> {
  const [unused = 0, ...bytes] = content;
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const used = bits.slice(0, bits.length - unused);
  if (tag !== 0x03 || !used.endsWith("1")) throw new RangeError("Not key usage");
  const uses = keyUses.filter((_, index) => used[index] === "1");
  return new Set(uses.filter((use): use is KeyUse => use !== ""));
}

/** Reads extended key usage (RFC 5280 §4.2.1.12). @throws RangeError if it is malformed */
export function readPurposes(element: DerElement): string[] {
  const purposes = readChildren(element).map(readOid);
  if (purposes.length === 0) throw new RangeError("No purpose");
  return purposes;
}
