import type { PixelSize } from "../media/model.ts";
import { JxlBits } from "./jxl-bits.ts";

/** What the frames' headers depend on. `framesAt` is null if a profile or a preview precedes the frames. */
export type JxlHeader = {
  size: PixelSize;
  extraChannels: number;
  isXyb: boolean;
  isAnimated: boolean;
  hasTimecodes: boolean;
  framesAt: number | null;
};

/** Reads the headers of a codestream (ISO/IEC 18181-1 §C, §D, §E). @throws RangeError if they end early */
export function readJxlHeader(bytes: Uint8Array): JxlHeader {
  const bits = new JxlBits(bytes, 2);
  const header: JxlHeader = {
    size: readSize(bits),
    extraChannels: 0,
    isXyb: true,
    isAnimated: false,
    hasTimecodes: false,
    framesAt: null,
  };
  const canFollow = bits.bool() || readMetadata(bits, header);
  if (!bits.bool()) skipTransform(bits, header.isXyb);
  if (canFollow) header.framesAt = bits.byte;
  return header;
}

const ratios = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
] as const;

function readSize(bits: JxlBits): PixelSize {
  const isSmall = bits.bool();
  const side = () => (isSmall ? (bits.u(5) + 1) * 8 : bits.u32([9, 1], [13, 1], [18, 1], [30, 1]));
  const height = side();
  const ratio = ratios[bits.u(3) - 1];
  return { width: ratio ? Math.floor((height * ratio[0]) / ratio[1]) : side(), height };
}

/** @returns false if a colour profile or a preview image follows, whose length is not stated */
function readMetadata(bits: JxlBits, header: JxlHeader): boolean {
  const hasMore = bits.bool();
  let hasPreview = false;
  if (hasMore) {
    bits.u(3);
    if (bits.bool()) readSize(bits);
    hasPreview = bits.bool();
    if (hasPreview) skipPreviewSize(bits);
    header.isAnimated = bits.bool();
    if (header.isAnimated) {
      bits.u32(100, 1000, [10, 1], [30, 1]);
      bits.u32(1, 1001, [8, 1], [10, 1]);
      bits.u32(0, [3, 0], [16, 0], [32, 0]);
      header.hasTimecodes = bits.bool();
    }
  }
  skipDepth(bits);
  bits.bool();
  header.extraChannels = bits.u32(0, 1, [4, 2], [12, 1]);
  for (let index = 0; index < header.extraChannels; index += 1) skipChannel(bits);
  header.isXyb = bits.bool();
  const hasProfile = !bits.bool() && skipColours(bits);
  if (hasMore && !bits.bool()) {
    bits.skipHalves(2);
    bits.bool();
    bits.skipHalves(1);
  }
  bits.skipExtensions();
  return !hasProfile && !hasPreview;
}

function skipPreviewSize(bits: JxlBits): void {
  const isSmall = bits.bool();
  const side = () => (isSmall ? bits.u32(16, 32, [5, 1], [9, 33]) : bits.u32([6, 1], [8, 65], [10, 321], [12, 1345]));
  side();
  if (bits.u(3) === 0) side();
}

function skipDepth(bits: JxlBits): void {
  const isFloat = bits.bool();
  bits.u32(8, 10, 12, [6, 1]);
  if (isFloat) bits.u(4);
}

function skipChannel(bits: JxlBits): void {
  if (bits.bool()) return;
  const type = bits.enumeration();
  skipDepth(bits);
  bits.u32(0, 3, 4, [3, 1]);
  bits.skipName();
  if (type === 0) bits.bool();
  if (type === 2) bits.skipHalves(4);
  if (type === 5) bits.u32(1, [2, 0], [4, 3], [8, 19]);
}

const spaces = { grey: 1, xyb: 2 } as const;
const custom = 2;

/** @returns true if an ICC profile follows the headers */
function skipColours(bits: JxlBits): boolean {
  const hasProfile = bits.bool();
  const space = bits.enumeration();
  if (hasProfile) return true;
  const skipPoint = () => {
    for (let axis = 0; axis < 2; axis += 1) bits.u32([19, 0], [19, 524_288], [20, 1_048_576], [21, 2_097_152]);
  };
  if (space !== spaces.xyb && bits.enumeration() === custom) skipPoint();
  if (space !== spaces.xyb && space !== spaces.grey && bits.enumeration() === custom)
    for (let primary = 0; primary < 3; primary += 1) skipPoint();
  if (space !== spaces.xyb) {
    if (bits.bool()) bits.u(24);
    else bits.enumeration();
  }
  bits.enumeration();
  return false;
}

function skipTransform(bits: JxlBits, isXyb: boolean): void {
  if (isXyb && !bits.bool()) bits.skipHalves(16);
  const mask = bits.u(3);
  for (const [index, count] of [15, 55, 210].entries()) if ((mask >> index) & 1) bits.skipHalves(count);
}
