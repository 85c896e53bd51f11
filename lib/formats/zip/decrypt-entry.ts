import { readRange } from "#lib/bytes/blob-ranges";
import type { Encryption } from "./encryption.ts";
import { flags } from "./headers.ts";
import type { ArchiveEntry } from "./model.ts";
import { openOneEntry } from "./zip-js.ts";

/** `wrong`: the password does not fit; `unproven`: it may fit, but the data does not have its authentication code. */
export type Decrypted = { compressed: Blob } | "wrong" | "unproven";

const foldBytes = 8 * 1024 * 1024;

/**
 * Decrypts the compressed data of an entry with zip.js: WinZip's AES, whose authentication code is compared, or
 * ZipCrypto, whose check byte lets one wrong password in 256 pass: the caller compares the CRC-32.
 * @param encrypted the encrypted data of `entry`, with salt or header
 * @throws the reason of `signal`, or the error of an unreadable Blob
 */
export async function decryptEntry(
  archive: Blob,
  entry: ArchiveEntry & { encryption: Encryption },
  encrypted: Blob,
  password: Uint8Array,
  signal?: AbortSignal,
): Promise<Decrypted> {
  const local = await readRange(archive, entry.headerOffset, entry.headerOffset + 30);
  const [localFlags, time] = local.length === 30 ? [local.u16(6), local.u16(10)] : [0, 0];
  const isDeferred = (localFlags & flags.descriptor) !== 0;
  const once = (deferred: boolean) => decryptOnce(entry, encrypted, password, time, deferred, signal);
  const first = await once(isDeferred);
  // Programs disagree whether the check byte is the time's or the CRC's (APPNOTE 6.1.6).
  return first === "wrong" && entry.encryption.kind === "zipcrypto" ? once(!isDeferred) : first;
}

async function decryptOnce(
  entry: ArchiveEntry & { encryption: Encryption },
  encrypted: Blob,
  password: Uint8Array,
  time: number,
  isDeferred: boolean,
  signal?: AbortSignal,
): Promise<Decrypted> {
  const { encryption } = entry;
  const pieces: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  const fold = () => {
    pieces.push(new Blob(chunks));
    chunks = [];
    held = 0;
  };
  const writable = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(chunk) {
      chunks.push(chunk);
      held += chunk.length;
      if (held >= foldBytes) fold();
    },
  });
  try {
    const opened = await openOneEntry(
      {
        method: encryption.kind === "aes" ? 99 : 0,
        flags: flags.encrypted | (isDeferred ? flags.descriptor : 0),
        time,
        crc32: encryption.kind === "aes" ? 0 : entry.crc32,
        sizeBytes: 0,
        compressedBytes: encrypted.size,
        extra: encryption.kind === "aes" ? aesField(encryption.bits) : new Uint8Array(),
      },
      encrypted,
    );
    await opened.getData(writable, {
      rawPassword: password,
      passThrough: "compressed",
      checkSignature: false,
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof DOMException && error.name === "NotReadableError") throw error;
    return String(error).includes("password") ? "wrong" : "unproven";
  }
  fold();
  return { compressed: new Blob(pieces) };
}

/** The AES extra field for stored data, so that zip.js decrypts and does not inflate. */
function aesField(bits: 128 | 192 | 256): Uint8Array {
  return Uint8Array.from([0x01, 0x99, 7, 0, 2, 0, 0x41, 0x45, bits / 64 - 1, 0, 0]);
}
