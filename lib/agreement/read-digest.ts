import { decodeBase64url } from "#lib/bytes/base64";
import { toHex } from "#lib/bytes/hex";
import type { DigestAlgorithm } from "./model.ts";

const byLength = new Map<number, DigestAlgorithm>([
  [20, "sha1"],
  [32, "sha256"],
  [48, "sha384"],
  [64, "sha512"],
]);

/** Reads hex, base64 or base64url as lower-case hex. 64 hex digits are also base64 (48 bytes): likelier first. */
export function readDigest(text: string): { algorithm: DigestAlgorithm; hex: string }[] {
  if (text.length < 27 || text.length > 136) return [];
  const bare = text.replace(/^(sha-?(1|256|384|512)[:=-])/i, "");
  if (bare.length < 27 || bare.length > 128) return [];
  const readings: { algorithm: DigestAlgorithm; hex: string }[] = [];
  const ofHex = /^[0-9a-f]+$/i.test(bare) && bare.length % 2 === 0 ? byLength.get(bare.length / 2) : undefined;
  if (ofHex) readings.push({ algorithm: ofHex, hex: bare.toLowerCase() });
  const hex = base64ToHex(bare);
  const algorithm = hex === null ? undefined : byLength.get(hex.length / 2);
  if (hex !== null && algorithm) readings.push({ algorithm, hex });
  return readings;
}

/** Long digests mix capitals, small letters and digits; names such as `chip_passive_authentication` do not. */
const looksRandom = (text: string) => /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text);

function base64ToHex(text: string): string | null {
  if (!looksRandom(text)) return null;
  const isStandard = /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  if (!isStandard && !/^[A-Za-z0-9_-]+={0,2}$/.test(text)) return null;
  try {
    return toHex(decodeBase64url(text.replace(/=+$/, "")));
  } catch {
    return null;
  }
}
