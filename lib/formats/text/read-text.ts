import { callWorkerOnce } from "#lib/runtime/call-worker-once";
import { detectEncoding } from "./detect-encoding.ts";
import type { EncodingId } from "./encodings.ts";
import type { GuessedEncoding } from "./guess-encoding.ts";
import type { ReadText, TextMethods } from "./protocol.ts";

const timeoutMs = 20_000;
/** A short text in UTF-8 is decoded at once, without a worker. Bytes. */
const shortBytes = 64 * 1024;
const maxJsonBytes = 128 * 1024 * 1024;

const open = () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });

/**
 * Reads the start of a text for display, in the chosen encoding or in the one that the whole text shows.
 * @param limit bytes to decode
 * @throws Error if the worker fails or takes too long
 */
export async function readText(
  blob: Blob,
  choice: EncodingId | null,
  limit: number,
  signal: AbortSignal,
): Promise<ReadText> {
  const guess = choice === null ? await readShort(blob) : null;
  if (guess) return { text: await blob.text(), guess };
  return callWorkerOnce<TextMethods, "read">(open, "read", { blob, choice, limit }, { timeoutMs, signal });
}

/** Returns a JSON text in UTF-8, which its viewer reads, and the encoding of the original. @throws Error as `readText`, or above 128 MB */
export async function readJsonText(blob: Blob, signal: AbortSignal): Promise<{ blob: Blob; guess: GuessedEncoding }> {
  const guess = await readShort(blob);
  if (guess) return { blob, guess };
  return callWorkerOnce<TextMethods, "transcode">(
    open,
    "transcode",
    { blob, limit: maxJsonBytes },
    { timeoutMs, signal },
  );
}

/** The encoding of a short text in UTF-8; null for any other. */
async function readShort(blob: Blob): Promise<GuessedEncoding | null> {
  if (blob.size > shortBytes) return null;
  const found = detectEncoding(new Uint8Array(await blob.arrayBuffer()), true);
  return found?.encoding === "utf-8" && found.label !== null ? { ...found, label: found.label } : null;
}
