/** Checks sounds that are frames one after the other, each with its length: MP3, AAC in ADTS, AMR. */
import { type ByteWindow, type Findings, text } from "./byte-window.ts";

/** Length of the frame whose header stands at `at`; 0 if no header stands there; null if the length is not stated. */
type FrameBytes = (bytes: Uint8Array, at: number) => number | null;

const headBytes = 10;
const byte = (bytes: Uint8Array, at: number) => bytes[at] ?? 0;

// ISO/IEC 11172-3, 2.4.2.3, and 13818-3 for the lower sampling rates; kbit/s by layer.
const rates1 = [
  [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
];
const low = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const rates2 = [[0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256], low, low];

export const mpegFrameBytes: FrameBytes = (bytes, at) => {
  const version = (byte(bytes, at + 1) >> 3) & 3;
  const layer = 4 - ((byte(bytes, at + 1) >> 1) & 3);
  const rate = byte(bytes, at + 2) >> 4;
  const sampling = (byte(bytes, at + 2) >> 2) & 3;
  if (byte(bytes, at) !== 0xff || (byte(bytes, at + 1) & 0xe0) !== 0xe0) return 0;
  if (version === 1 || layer === 4 || rate === 15 || sampling === 3) return 0;
  if (rate === 0) return null;
  const kilobits = (version === 3 ? rates1 : rates2)[layer - 1]?.[rate] ?? 0;
  const hertz = ([44_100, 48_000, 32_000][sampling] ?? 0) / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const padding = (byte(bytes, at + 2) >> 1) & 1;
  if (layer === 1) return (Math.floor((12_000 * kilobits) / hertz) + padding) * 4;
  return Math.floor(((layer === 3 && version !== 3 ? 72_000 : 144_000) * kilobits) / hertz) + padding;
};

/** ISO/IEC 13818-7, 6.2. */
export const adtsFrameBytes: FrameBytes = (bytes, at) => {
  if (byte(bytes, at) !== 0xff || (byte(bytes, at + 1) & 0xf6) !== 0xf0) return 0;
  const length = ((byte(bytes, at + 3) & 3) << 11) | (byte(bytes, at + 4) << 3) | (byte(bytes, at + 5) >> 5);
  return length < 7 ? 0 : length;
};

/** Frames that can be found again after damage: each begins with a pattern. */
export async function checkFrames(file: ByteWindow, frameBytes: FrameBytes): Promise<Findings> {
  const found: Findings = { damaged: 0, isCut: false, isComplete: true };
  let at = await skipTags(file, 0);
  while (at < file.size) {
    if (file.isOver) return { ...found, isComplete: false };
    const length = frameBytes(await file.read(at, headBytes), 0);
    if (length === null) return found;
    if (length > 0) {
      if (at + length > file.size) return { ...found, isCut: true };
      at += length;
      continue;
    }
    const afterTags = await skipTags(file, at);
    if (afterTags > at) {
      at = afterTags;
      continue;
    }
    const next = await file.search(at, (bytes, index) => {
      const first = frameBytes(bytes, index);
      return first !== null && first > 0 && (frameBytes(bytes, index + first) ?? 0) > 0;
    });
    if (next === null) return (await isFilling(file, at)) ? found : { ...found, damaged: found.damaged + 1 };
    found.damaged += 1;
    at = next;
  }
  return found;
}

/** Tags before and after the sound: ID3, APE, Lyrics3. Past the size of the file for the last ones. */
async function skipTags(file: ByteWindow, from: number): Promise<number> {
  let at = from;
  for (;;) {
    const head = await file.read(at, 32);
    if (text(head, 0, 3) === "ID3") {
      const size = [6, 7, 8, 9].reduce((sum, index) => (sum << 7) | (byte(head, index) & 127), 0);
      at += 10 + size + ((byte(head, 5) & 0x10) !== 0 ? 10 : 0);
    } else if (/^(TAG|APETAGEX|LYRICSBEGIN|3DI)/.test(text(head, 0, 11))) return file.size;
    else return at;
  }
}

async function isFilling(file: ByteWindow, from: number): Promise<boolean> {
  return (await file.search(from, (bytes, index) => byte(bytes, index) !== 0)) === null;
}

/** Bytes of a frame with its header, by type (RFC 4867, 5.3; 3GPP TS 26.101 and 26.201). */
const narrow = [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1];
const wide = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1];
const lastSpeech = 8;

/** A frame of AMR has no pattern: after a wrong header the rest cannot be read. */
export async function checkAmr(file: ByteWindow): Promise<Findings> {
  const found: Findings = { damaged: 0, isCut: false, isComplete: true };
  const isWide = text(await file.read(0, 9), 0, 9) === "#!AMR-WB\n";
  let wasBad = false;
  for (let at = isWide ? 9 : 6; at < file.size; ) {
    if (file.isOver) return { ...found, isComplete: false };
    const head = byte(await file.read(at, 1), 0);
    const type = (head >> 3) & 15;
    const length = (isWide ? wide : narrow)[type] ?? 0;
    if ((head & 0x83) !== 0 || length === 0) return { ...found, damaged: found.damaged + 1 };
    // The quality bit says that the frame was damaged before it came into the file.
    const isBad = (head & 4) === 0 && type < lastSpeech;
    if (isBad && !wasBad) found.damaged += 1;
    wasBad = isBad;
    at += length;
    if (at > file.size) return { ...found, isCut: true };
  }
  return found;
}
