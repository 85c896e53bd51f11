import { decryptEntry } from "#lib/formats/zip/decrypt-entry";
import type { Encryption } from "#lib/formats/zip/encryption";
import { compressedRange } from "#lib/formats/zip/entry-data";
import type { ArchiveEntry, Limits } from "#lib/formats/zip/model";
import { encodePassword } from "#lib/formats/zip/password-bytes";
import { type CheckOptions, type ReadEntry, readPlain, unreadable } from "./read-plain.ts";

/**
 * Reads an encrypted entry with the passwords of the person, each in the encodings of common programs. Bytes are given
 * only if they are as declared: by the authentication code of AES, or by size and CRC-32, because one wrong password in
 * 256 passes the check of ZipCrypto and decrypts to nonsense.
 */
export async function checkEncrypted(
  blob: Blob,
  entry: ArchiveEntry & { encryption: Encryption },
  limits: Limits,
  options: CheckOptions,
): Promise<ReadEntry> {
  const { from, to } = compressedRange(entry, blob.size);
  let isUnproven = false;
  let readBytes = 0;
  for (const password of options.passwords ?? []) {
    for (const bytes of encodePassword(password)) {
      const decrypted = await decryptEntry(blob, entry, blob.slice(from, to), bytes, options.signal);
      if (decrypted === "wrong") continue;
      isUnproven = true;
      if (decrypted === "unproven") continue;
      const read = await readPlain(blob, entry, limits, {
        ...options,
        known: undefined,
        decrypted: decrypted.compressed,
      });
      readBytes += read.readBytes;
      const check = await read.check;
      if (entry.encryption.kind === "aes" || check.state === "whole") return { ...read, readBytes };
      if (check.state === "stopped") return hideContent(read, readBytes);
    }
  }
  return { ...unreadable(entry, isUnproven ? "password_unproven" : "password_wrong"), readBytes };
}

/** Beyond a limit nothing proves the password, so that the bytes before it are not shown. */
async function hideContent({ check }: ReadEntry, readBytes: number): Promise<ReadEntry> {
  return { readBytes, check: Promise.resolve({ ...(await check), content: null }), blob: new Blob() };
}
