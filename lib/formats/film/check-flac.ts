import { type ByteWindow, type Findings, text } from "./byte-window.ts";

const maxHeadBytes = 16;
const stepBytes = 64 * 1024;

const makeTable = (polynomial: number, top: number) =>
  Uint16Array.from({ length: 256 }, (_, index) => {
    let value = index * (top >> 7);
    for (let bit = 0; bit < 8; bit += 1) value = (value & top) !== 0 ? (value << 1) ^ polynomial : value << 1;
    return value & (top * 2 - 1);
  });
const table8 = makeTable(0x07, 0x80);
const table16 = makeTable(0x8005, 0x8000);

/** Checks the checksum of each frame, and that the declared number of samples is there (RFC 9639, 8 and 9). */
export async function checkFlac(file: ByteWindow): Promise<Findings> {
  const found: Findings = { damaged: 0, isCut: false, isComplete: true };
  const start = await readBlocks(file);
  if (start === null) return { ...found, isCut: true };
  let samples = 0;
  let sum = 0;
  let frame: Frame | null = null;
  let headEnd = start.at;
  let isLost = false;
  let end = start.at;
  for (let from = start.at; from < file.size; from += stepBytes) {
    if (file.isOver) return { ...found, isComplete: false };
    const bytes = await file.read(from, stepBytes + maxHeadBytes);
    for (let index = 0; index < Math.min(stepBytes, bytes.length); index += 1) {
      if (bytes[index] === 0xff && from + index >= headEnd) {
        const next = readFrame(bytes, index);
        // The sum over a frame with its own sum is zero. A damaged frame ends where one of a later number begins.
        const isNext = next !== null && (frame === null || sum === 0 || isAfter(next, frame));
        if (next !== null && isNext) {
          if (frame !== null && sum === 0) samples += frame.samples;
          else if (frame !== null || from + index > start.at) found.damaged += isLost ? 0 : 1;
          isLost = frame !== null && sum !== 0;
          frame = next;
          sum = 0;
          headEnd = from + index + next.headBytes;
        }
      }
      sum = ((sum << 8) ^ (table16[((sum >> 8) ^ (bytes[index] as number)) & 255] as number)) & 0xffff;
      if (sum === 0 && frame !== null) end = from + index + 1;
    }
  }
  if (frame !== null && sum === 0) samples += frame.samples;
  else if (frame !== null && end > headEnd && (await isTag(file, end))) samples += frame.samples;
  else if (frame === null || start.samples === 0) return { ...found, isCut: true };
  if (start.samples > 0 && samples < start.samples && found.damaged === 0) return { ...found, isCut: true };
  return found;
}

type Frame = { headBytes: number; samples: number; number: number; isVariable: boolean };

const isAfter = (next: Frame, { number, isVariable, samples }: Frame) =>
  next.isVariable === isVariable && next.number > number && (!isVariable || next.number >= number + samples);

/** Some programs write an ID3 tag after the sound. */
async function isTag(file: ByteWindow, at: number): Promise<boolean> {
  return /^(TAG|ID3|APE)/.test(text(await file.read(at, 3), 0, 3));
}

/** The metadata blocks (8.1). @returns where the frames begin, and the samples of one channel; 0 if not declared */
async function readBlocks(file: ByteWindow): Promise<{ at: number; samples: number } | null> {
  let at = 4;
  let samples = 0;
  for (let isLast = false; !isLast; ) {
    const head = await file.read(at, 4 + 18);
    if (head.length < 4) return null;
    isLast = ((head[0] as number) & 0x80) !== 0;
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    if (((head[0] as number) & 0x7f) === 0 && head.length === 22)
      samples = (view.getUint8(17) & 15) * 2 ** 32 + view.getUint32(18);
    at += 4 + (view.getUint32(0) & 0xffffff);
    if (at > file.size) return null;
  }
  return { at, samples };
}

/** Header of a frame, with its checksum (9.1). */
function readFrame(bytes: Uint8Array, at: number): Frame | null {
  const byte = (index: number) => bytes[at + index] ?? 0;
  if ((byte(1) & 0xfe) !== 0xf8 || (byte(3) & 1) !== 0) return null;
  const block = byte(2) >> 4;
  const rate = byte(2) & 15;
  if (block === 0 || rate === 15) return null;
  const [number, coded] = readNumber(bytes, at + 4);
  if (coded === 0) return null;
  let index = 4 + coded;
  const blockBytes = block === 6 ? 1 : block === 7 ? 2 : 0;
  const blockValue = blockBytes === 0 ? 0 : blockBytes === 1 ? byte(index) : (byte(index) << 8) | byte(index + 1);
  index += blockBytes + (rate === 12 ? 1 : rate === 13 || rate === 14 ? 2 : 0);
  let sum = 0;
  for (let each = 0; each < index; each += 1) sum = table8[sum ^ byte(each)] as number;
  if (sum !== byte(index) || at + index >= bytes.length) return null;
  return { headBytes: index + 1, samples: countSamples(block, blockValue), number, isVariable: (byte(1) & 1) === 1 };
}

function countSamples(block: number, value: number): number {
  if (block === 1) return 192;
  if (block < 6) return 144 * 2 ** block;
  return block < 8 ? value + 1 : 2 ** block;
}

/** Like UTF-8, with up to 36 bits. @returns value and length, 0 if it is wrong */
function readNumber(bytes: Uint8Array, at: number): [value: number, length: number] {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return [first, 1];
  let length = 0;
  while (length < 8 && (first & (0x80 >> length)) !== 0) length += 1;
  if (length < 2 || length > 7) return [0, 0];
  let value = first & (0x7f >> length);
  for (let index = 1; index < length; index += 1) {
    const next = bytes[at + index] ?? 0;
    if ((next & 0xc0) !== 0x80) return [0, 0];
    value = value * 64 + (next & 63);
  }
  return [value, length];
}
