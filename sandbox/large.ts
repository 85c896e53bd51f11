import { createCipheriv, createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { type ArchiveFile, type Entry, endOf, makeDirectory, makeLocalHeader } from "./archive.ts";
import type { FileClaim } from "./evidence-files.ts";

/** The two large artefacts, generated while they are sent: deterministic, and never complete in memory. */

const chunkBytes = 256 * 1024;
const mebibyte = 1024 * 1024;

/** A recording of the large archive: incompressible, as real video. */
export type Recording = { path: string; sizeBytes: number };

export const recordings: readonly Recording[] = Array.from({ length: 6 }, (_, index) => ({
  path: `recordings/session-0${index + 1}.bin`,
  sizeBytes: 25 * mebibyte - 31 * index,
}));

/** Pseudorandom bytes derived from the path (AES-CTR over zeros). */
function* makeRecordingChunks({ path, sizeBytes }: Recording): Generator<Buffer> {
  const key = createHash("sha256").update(path).digest();
  const stream = createCipheriv("aes-256-ctr", key, Buffer.alloc(16));
  const zeros = Buffer.alloc(chunkBytes);
  for (let sent = 0; sent < sizeBytes; sent += chunkBytes)
    yield stream.update(zeros.subarray(0, Math.min(chunkBytes, sizeBytes - sent)));
}

const measured = new Map<string, { crc: number; sha256: string }>();

/** CRC-32 and digest of a recording; computed once. */
function measure(recording: Recording): { crc: number; sha256: string } {
  const known = measured.get(recording.path);
  if (known) return known;
  const hash = createHash("sha256");
  let crc = 0;
  for (const chunk of makeRecordingChunks(recording)) {
    hash.update(chunk);
    crc = crc32(chunk, crc);
  }
  const result = { crc, sha256: hash.digest("hex") };
  measured.set(recording.path, result);
  return result;
}

export function claimRecording(recording: Recording): FileClaim {
  const { sha256 } = measure(recording);
  return { path: recording.path, type: "application/octet-stream", sha256, size: recording.sizeBytes };
}

type Part = { path: string; sizeBytes: number; crc: number; chunks: () => Iterable<Buffer> };

function layOut(files: readonly ArchiveFile[]): { parts: Part[]; entries: Entry[] } {
  const parts: Part[] = [
    ...files.map(({ path, bytes }) => ({ path, sizeBytes: bytes.length, crc: crc32(bytes), chunks: () => [bytes] })),
    ...recordings.map((recording) => ({
      ...recording,
      crc: measure(recording).crc,
      chunks: () => makeRecordingChunks(recording),
    })),
  ];
  const entries: Entry[] = [];
  for (const { path, sizeBytes, crc } of parts) {
    const previous = entries.at(-1);
    const offset = previous ? endOf(previous) : 0;
    entries.push({ path, method: 0, crc, compressedBytes: sizeBytes, sizeBytes, offset });
  }
  return { parts, entries };
}

/** The given files and the recordings, all stored, so that the length is known before sending. */
export function makeLargeArchive(files: readonly ArchiveFile[], modified: Date) {
  const { parts, entries } = layOut(files);
  const last = entries.at(-1);
  const directory = makeDirectory(entries, modified);
  function* chunks(): Generator<Buffer> {
    for (const [index, part] of parts.entries()) {
      const entry = entries[index];
      if (entry) yield makeLocalHeader(entry, modified);
      yield* part.chunks();
    }
    yield directory;
  }
  return { sizeBytes: (last ? endOf(last) : 0) + directory.length, chunks };
}

const largeRecordBytes = 25_000_000;

/** The record followed by a list of capture events, up to 25 MB. */
export function* makeLargeRecordChunks(record: string, start: Date): Generator<Buffer> {
  const head = `${record.trimEnd().replace(/\n\}$/, "")},\n  "events": [\n`;
  yield Buffer.from(head);
  let sent = Buffer.byteLength(head);
  let seed = 20_261_123;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed;
  };
  let text = "";
  for (let index = 0; sent < largeRecordBytes; index += 1) {
    const event = {
      index,
      at: new Date(start.getTime() + index * 40).toISOString(),
      frame: `frame-${String(index).padStart(6, "0")}`,
      face: {
        yaw: (random() % 9000) / 100 - 45,
        pitch: (random() % 4000) / 100 - 20,
        sharpness: random() / 2_147_483_647,
      },
      hint: ["hold still", "näher kommen", "tourner la tête", "blinzeln"][random() % 4],
    };
    const line = `${index === 0 ? "" : ",\n"}    ${JSON.stringify(event)}`;
    sent += Buffer.byteLength(line);
    text += line;
    if (text.length >= chunkBytes) {
      yield Buffer.from(text);
      text = "";
    }
  }
  yield Buffer.from(`${text}\n  ]\n}\n`);
}

export function digestChunks(chunks: Iterable<Buffer>): { sha256: string; size: number } {
  const hash = createHash("sha256");
  let size = 0;
  for (const chunk of chunks) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { sha256: hash.digest("hex"), size };
}
