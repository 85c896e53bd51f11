import { hasBytesAt } from "#lib/bytes/find-bytes";
import { typeOf } from "./families.ts";
import type { ContentType } from "./model.ts";

/** Bytes before the first frame that a recorder or a cut may leave. */
const maxLeadingBytes = 8 * 1024;
const packetSizes = [188, 192, 204] as const;
const wantedPackets = 5;

/** Sounds and films that are only frames or packets one after the other: recognised by several that follow each other. */
export function sniffFrames(head: Uint8Array, sizeBytes: number): ContentType | null {
  return (
    sniffTagged(head) ??
    sniffPackets(head, sizeBytes) ??
    sniffFrameChain(head, sizeBytes, 0xff) ??
    sniffFrameChain(head, sizeBytes, 0x0b)
  );
}

/** ID3v2 before frames (id3.org, ID3v2.4 §3.1); its size may pass the head, and padding may follow it. */
function sniffTagged(head: Uint8Array): ContentType | null {
  if (!hasBytesAt(head, 0, [0x49, 0x44, 0x33]) || (head[3] ?? 255) > 9) return null;
  const sizes = head.subarray(6, 10);
  if (sizes.length < 4 || sizes.some((byte) => byte > 127)) return null;
  let at = 10 + sizes.reduce((sum, byte) => sum * 128 + byte, 0);
  while (at < head.length && head[at] === 0) at += 1;
  if (hasBytesAt(head, at, [0x66, 0x4c, 0x61, 0x43])) return typeOf("FLAC");
  if (hasBytesAt(head, at, [0x49, 0x44, 0x33])) return sniffTagged(head.subarray(at)) ?? typeOf("MP3");
  return nameFrame(readFrame(head, at)) ?? typeOf("MP3");
}

type Frame = { label: "MP3" | "MPEG audio" | "AAC" | "AC-3"; bytes: number; form: number };

const nameFrame = (frame: Frame | null) => (frame ? typeOf(frame.label) : null);

/** Three frames of one form that follow each other; two if the file ends before. */
function sniffFrameChain(head: Uint8Array, sizeBytes: number, sync: number): ContentType | null {
  for (let at = head.indexOf(sync); at >= 0 && at <= maxLeadingBytes; at = head.indexOf(sync, at + 1)) {
    let next = at;
    let first: Frame | null = null;
    let count = 0;
    while (count < 4) {
      const frame = readFrame(head, next);
      if (frame === null || (first && (frame.form !== first.form || frame.label !== first.label))) break;
      first ??= frame;
      next += frame.bytes;
      count += 1;
    }
    const isWhole = next >= Math.min(head.length, sizeBytes);
    if (first && (count >= 3 || (count >= 1 && isWhole && at === 0))) return typeOf(first.label);
  }
  return null;
}

const bitRates = {
  v1: { 1: [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448] },
  l2: [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  l3: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  low1: [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  low23: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const sampleRates = [44100, 48000, 32000];

/** Header of a frame of MPEG audio (ISO/IEC 11172-3 §2.4.2.3) or of AAC in ADTS (ISO/IEC 13818-7 §6.2). */
function readFrame(head: Uint8Array, at: number): Frame | null {
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = head.subarray(at, at + 6);
  if (first === 0x0b && second === 0x77) return readAc3(third, fourth, fifth, sixth);
  if (first !== 0xff || (second & 0xe0) !== 0xe0 || at + 6 > head.length) return null;
  if ((second & 0xf6) === 0xf0) {
    const bytes = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
    const rate = (third >> 2) & 15;
    return rate < 13 && bytes >= 7 ? { label: "AAC", bytes, form: rate } : null;
  }
  const version = (second >> 3) & 3;
  const layer = 4 - ((second >> 1) & 3);
  const rateIndex = third >> 4;
  const sampleIndex = (third >> 2) & 3;
  if (version === 1 || layer === 4 || rateIndex === 0 || rateIndex === 15 || sampleIndex === 3) return null;
  const isFull = version === 3;
  const rates = isFull
    ? layer === 1
      ? bitRates.v1[1]
      : layer === 2
        ? bitRates.l2
        : bitRates.l3
    : layer === 1
      ? bitRates.low1
      : bitRates.low23;
  const sampleRate = (sampleRates[sampleIndex] ?? 1) / (isFull ? 1 : version === 2 ? 2 : 4);
  const rate = (rates[rateIndex - 1] ?? 0) * 1000;
  const padding = (third >> 1) & 1;
  const bytes =
    layer === 1
      ? (Math.floor((12 * rate) / sampleRate) + padding) * 4
      : Math.floor(((layer === 3 && !isFull ? 72 : 144) * rate) / sampleRate) + padding;
  return { label: layer === 3 ? "MP3" : "MPEG audio", bytes, form: (version << 4) | (layer << 2) | sampleIndex };
}

const ac3Rates = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];

/** Header of a frame of AC-3 or Enhanced AC-3 (ETSI TS 102 366 §4.3 and annex E). */
function readAc3(third: number, fourth: number, fifth: number, sixth: number): Frame | null {
  const stream = sixth >> 3;
  if (stream > 10 && stream <= 16) return { label: "AC-3", bytes: (((third & 7) << 8) + fourth + 1) * 2, form: stream };
  const rate = ac3Rates[(fifth & 0x3f) >> 1];
  const sampling = fifth >> 6;
  if (stream > 10 || rate === undefined || sampling === 3) return null;
  const words = [rate * 2, Math.floor((rate * 96_000) / 44_100) + (fifth & 1), rate * 3][sampling] ?? 0;
  return { label: "AC-3", bytes: words * 2, form: stream };
}

/** Packets of 188 bytes that begin with 0x47, with 4 bytes of time before (M2TS) or 16 of checks after (ISO/IEC 13818-1 §2.4.3). */
function sniffPackets(head: Uint8Array, sizeBytes: number): ContentType | null {
  for (const step of packetSizes) {
    const wanted = Math.min(wantedPackets, Math.floor(Math.min(head.length, sizeBytes) / step));
    if (wanted < 2) continue;
    for (let start = 0; start < step; start += 1) {
      let count = 0;
      while (count < wanted && head[start + count * step] === 0x47) count += 1;
      if (count === wanted && (count >= 4 || start === 0 || start === 4)) return typeOf("MPEG transport stream");
    }
  }
  return null;
}
