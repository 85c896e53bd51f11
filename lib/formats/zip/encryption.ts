import type { ByteReader } from "#lib/bytes/byte-reader";
import { flags } from "./headers.ts";

/**
 * How an entry is encrypted. `zipcrypto`: the traditional cipher (APPNOTE 6.1); `aes`: WinZip's AES, where version 1
 * declares a CRC-32 and version 2 does not; `unknown`: strong encryption (APPNOTE 7) or the scheme of another vendor.
 */
export type Encryption =
  | { kind: "zipcrypto" }
  | { kind: "aes"; version: 1 | 2; bits: 128 | 192 | 256 }
  | { kind: "unknown" };

const zipCrypto: Encryption = { kind: "zipcrypto" };
const unknown: Encryption = { kind: "unknown" };

/** Every encryption, shared, so that a number stands for it in `entry-columns.ts`. */
export const encryptions: readonly (Encryption | null)[] = [
  null,
  zipCrypto,
  unknown,
  ...([1, 2] as const).flatMap((version) =>
    ([128, 192, 256] as const).map((bits): Encryption => ({ kind: "aes", version, bits })),
  ),
];

/** The method number that says that the true method is in the AES extra field. */
export const aesMethod = 99;

/** The extra field 0x9901: version, `AE`, strength, true method. */
export type AesField = { version: number; vendor: number; strength: number; method: number };

const vendorAe = 0x4541;

/** @returns null if the field is too short */
export function parseAesField(field: ByteReader): AesField | null {
  if (field.length < 7) return null;
  return { version: field.u16(0), vendor: field.u16(2), strength: field.data[4] ?? 0, method: field.u16(5) };
}

export function readEncryption(headerFlags: number, method: number, aes: AesField | null): Encryption | null {
  if ((headerFlags & (flags.strong | flags.masked)) !== 0) return unknown;
  if (method === aesMethod) {
    const found = encryptions.find(
      (one) => one?.kind === "aes" && one.version === aes?.version && one.bits === 64 * (aes.strength + 1),
    );
    const isAe = (headerFlags & flags.encrypted) !== 0 && aes?.vendor === vendorAe && aes.method !== aesMethod;
    return isAe ? (found ?? unknown) : unknown;
  }
  return (headerFlags & flags.encrypted) === 0 ? null : zipCrypto;
}

/** Version 2 of WinZip's AES declares no CRC-32; its authentication code is compared instead. */
export function declaresNoCrc({ encryption }: { encryption: Encryption | null }): boolean {
  return encryption?.kind === "aes" && encryption.version === 2;
}
