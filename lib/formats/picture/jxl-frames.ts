import { JxlBits } from "./jxl-bits.ts";
import type { JxlHeader } from "./jxl-header.ts";

/** Bytes of a frame's data `[from, to)`, from its table of contents; null if that table is itself compressed. */
export type JxlFrame = { from: number; to: number | null; isLast: boolean };

const kinds = { regular: 0, lowFrequency: 1, reference: 2, skipProgressive: 3 } as const;
const usesLowFrequencyFrame = 32;
const blendings = { replace: 0, blend: 2, weightedAdd: 3, multiply: 4 } as const;

type State = {
  kind: number;
  isModular: boolean;
  isLast: boolean;
  width: number;
  height: number;
  upsampling: number;
  groupSize: number;
  passes: number;
  level: number;
};

/** Reads the header and the table of contents of the frame at a byte (ISO/IEC 18181-1 §F). @throws RangeError if they end early */
export function readJxlFrame(bytes: Uint8Array, at: number, image: JxlHeader): JxlFrame {
  const bits = new JxlBits(bytes, at);
  const frame: State = {
    kind: kinds.regular,
    isModular: false,
    isLast: true,
    width: image.size.width,
    height: image.size.height,
    upsampling: 1,
    groupSize: 256,
    passes: 1,
    level: 0,
  };
  if (!bits.bool()) readHeader(bits, frame, image);
  const entries = countEntries(frame);
  if (bits.bool()) return { from: bits.byte, to: null, isLast: frame.isLast };
  const table = new JxlBits(bytes, bits.byte);
  let length = 0;
  for (let index = 0; index < entries; index += 1)
    length += table.u32([10, 0], [14, 1024], [22, 17_408], [30, 4_211_712]);
  return { from: table.byte, to: table.byte + length, isLast: frame.isLast };
}

/** Sections of a frame: one, or the global ones and one per group and pass (§F.3). */
function countEntries({ width, height, upsampling, groupSize, passes, level }: State): number {
  const scale = upsampling * 8 ** level;
  const [wide, high] = [Math.ceil(width / scale), Math.ceil(height / scale)];
  const count = (size: number) => Math.ceil(wide / size) * Math.ceil(high / size);
  const groups = count(groupSize);
  return groups === 1 && passes === 1 ? 1 : 2 + count(groupSize * 8) + groups * passes;
}

function readHeader(bits: JxlBits, frame: State, image: JxlHeader): void {
  frame.kind = bits.u(2);
  frame.isModular = bits.bool();
  const usesOther = Math.floor(bits.u64() / usesLowFrequencyFrame) % 2 === 1;
  const isYcc = !image.isXyb && bits.bool();
  if (isYcc && !usesOther) bits.u(6);
  if (!usesOther) {
    frame.upsampling = 2 ** bits.u(2);
    for (let channel = 0; channel < image.extraChannels; channel += 1) bits.u(2);
  }
  if (frame.isModular) frame.groupSize = 128 << bits.u(2);
  else if (image.isXyb) bits.u(6);
  if (frame.kind !== kinds.reference) readPasses(bits, frame);
  if (frame.kind === kinds.lowFrequency) frame.level = 1 + bits.u(2);
  const isDrawn = frame.kind === kinds.regular || frame.kind === kinds.skipProgressive;
  const isPartial = frame.kind !== kinds.lowFrequency && bits.bool() && readPlace(bits, frame, image, isDrawn);
  let isReplacing = false;
  let duration = 0;
  if (isDrawn) {
    isReplacing = readBlending(bits, image, isPartial) === blendings.replace;
    for (let channel = 0; channel < image.extraChannels; channel += 1) readBlending(bits, image, isPartial);
    if (image.isAnimated) {
      duration = bits.u32(0, 1, [8, 0], [32, 0]);
      if (image.hasTimecodes) bits.u(32);
    }
  }
  frame.isLast = isDrawn && bits.bool();
  const reference = frame.kind !== kinds.lowFrequency && !frame.isLast ? bits.u(2) : 0;
  const isKept = !frame.isLast && frame.kind !== kinds.lowFrequency && (duration === 0 || reference !== 0);
  if (frame.kind === kinds.reference || (isDrawn && isKept && isReplacing && !isPartial)) bits.bool();
  bits.skipName();
  skipFilter(bits, frame.isModular);
  bits.skipExtensions();
}

function readPasses(bits: JxlBits, frame: State): void {
  frame.passes = bits.u32(1, 2, 3, [3, 4]);
  if (frame.passes === 1) return;
  const steps = bits.u32(0, 1, 2, [1, 3]);
  bits.u((frame.passes - 1) * 2);
  bits.u(steps * 2);
  for (let step = 0; step < steps; step += 1) bits.u32(0, 1, 2, [3, 0]);
}

/** @returns whether the frame leaves a part of the image as it was */
function readPlace(bits: JxlBits, frame: State, { size }: JxlHeader, hasOrigin: boolean): boolean {
  const read = () => bits.u32([8, 0], [11, 256], [14, 2304], [30, 18_688]);
  const signed = (value: number) => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
  const [left, top] = hasOrigin ? [signed(read()), signed(read())] : [0, 0];
  frame.width = read();
  frame.height = read();
  return left > 0 || top > 0 || left + frame.width < size.width || top + frame.height < size.height;
}

function readBlending(bits: JxlBits, { extraChannels }: JxlHeader, isPartial: boolean): number {
  const mode = bits.u32(0, 1, 2, [2, 3]);
  const usesAlpha = extraChannels > 0 && (mode === blendings.blend || mode === blendings.weightedAdd);
  if (usesAlpha) bits.u32(0, 1, 2, [3, 3]);
  if (usesAlpha || mode === blendings.multiply) bits.bool();
  if (mode !== blendings.replace || isPartial) bits.u(2);
  return mode;
}

function skipFilter(bits: JxlBits, isModular: boolean): void {
  if (bits.bool()) return;
  if (bits.bool() && bits.bool()) bits.skipHalves(6);
  if (bits.u(2) > 0) {
    if (!isModular && bits.bool()) bits.skipHalves(8);
    if (bits.bool()) bits.skipHalves(5);
    if (bits.bool()) bits.skipHalves(isModular ? 3 : 4);
    if (isModular) bits.skipHalves(1);
  }
  bits.skipExtensions();
}
