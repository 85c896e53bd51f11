import { hasBytesAt, utf8Mark } from "#lib/bytes/find-bytes";

/** Guesses a text's encoding from its bytes, because ZIP does not declare it. */

export type GuessedEncoding = {
  encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  /** Display name, including whether a byte order mark or a guess decided. */
  label: string;
  certain: boolean;
};

const textControls = new Set([7, 8, 9, 10, 11, 12, 13, 27]);

/**
 * Guesses the encoding from the start of a file. `whole` means that `head` is the full file, where a truncated character is an error.
 * @returns null if the bytes are not text
 */
export function detectEncoding(head: Uint8Array, whole: boolean): GuessedEncoding | null {
  if (hasBytesAt(head, 0, utf8Mark)) return { encoding: "utf-8", label: "UTF-8", certain: true };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", label: "UTF-16 LE", certain: true };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", label: "UTF-16 BE", certain: true };
  const counts = countBytes(head);
  if (counts.zeros > 0) return guessUtf16(head, counts);
  if (counts.controls > 0) return null;
  if (counts.high === 0) return { encoding: "utf-8", label: "ASCII", certain: true };
  if (isUtf8(head, whole)) return { encoding: "utf-8", label: "UTF-8", certain: true };
  // Windows-1252 leaves some bytes of 0x80–0x9F undefined, and many high bytes suggest binary data.
  if (counts.undefined1252 > 0 || counts.high > head.length * 0.3) return null;
  return { encoding: "windows-1252", label: "Windows-1252", certain: false };
}

function countBytes(head: Uint8Array) {
  const counts = { zeros: 0, evenZeros: 0, controls: 0, high: 0, undefined1252: 0 };
  for (let at = 0; at < head.length; at += 1) {
    const byte = head[at] as number;
    if (byte === 0) {
      counts.zeros += 1;
      if (at % 2 === 0) counts.evenZeros += 1;
    } else if (byte < 32 ? !textControls.has(byte) : byte === 127) counts.controls += 1;
    else if (byte > 127) {
      counts.high += 1;
      if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) counts.undefined1252 += 1;
    }
  }
  return counts;
}

/** UTF-16 of Latin letters has a zero in nearly every other byte, always on the same side. */
function guessUtf16(
  head: Uint8Array,
  counts: { zeros: number; evenZeros: number; controls: number },
): GuessedEncoding | null {
  if (head.length < 8 || counts.controls > 0 || counts.zeros < head.length * 0.4) return null;
  if (counts.evenZeros === 0) return { encoding: "utf-16le", label: "UTF-16 LE", certain: false };
  if (counts.evenZeros === counts.zeros) return { encoding: "utf-16be", label: "UTF-16 BE", certain: false };
  return null;
}

function isUtf8(head: Uint8Array, whole: boolean): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: !whole });
    return true;
  } catch {
    return false;
  }
}
