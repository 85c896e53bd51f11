import type { JpegBits } from "./jpeg-bits.ts";
import type { JpegComponent } from "./jpeg-frame.ts";
import type { HuffmanTable } from "./jpeg-tables.ts";

/** What one component's blocks need in one scan. `dcLimit` is the largest possible value of the first coefficient. */
export type ScanComponent = {
  component: JpegComponent;
  dc: HuffmanTable | undefined;
  ac: HuffmanTable | undefined;
  dcLimit: number;
  lastDc: number;
};

/** Bounds of a scan: coefficients `first`–`last`, bits already sent (`high`) and sent now (`low`). */
export type ScanRange = { first: number; last: number; high: number; low: number };

/** Decodes the difference of the first coefficient. @returns false if it is impossible */
export function decodeDc(bits: JpegBits, one: ScanComponent, low: number): boolean {
  const size = one.dc === undefined ? -1 : bits.decode(one.dc);
  if (size < 0 || size > 16) return false;
  one.lastDc += bits.readSigned(size) * (1 << low);
  return Math.abs(one.lastDc) <= one.dcLimit;
}

/** Decodes one block of a sequential image without its values. @returns false if it is impossible */
export function decodeBlock(bits: JpegBits, one: ScanComponent): boolean {
  if (!decodeDc(bits, one, 0)) return false;
  const { ac } = one;
  if (ac === undefined) return false;
  for (let at = 1; at < 64; at += 1) {
    const symbol = bits.decode(ac);
    if (symbol < 0) return false;
    const size = symbol & 15;
    if (size === 0) {
      if (symbol !== 0xf0) return symbol === 0;
      at += 15;
      if (at > 63) return false;
    } else {
      at += symbol >> 4;
      if (at > 63) return false;
      bits.skip(size);
    }
  }
  return true;
}

/**
 * Decodes the first scan of AC coefficients of one block (ITU T.81 §G.1.2.2).
 * @returns number of following blocks without coefficients in this band, or -1 if the data are impossible
 */
export function decodeAcFirst(bits: JpegBits, one: ScanComponent, block: number, { first, last }: ScanRange): number {
  const { ac, component } = one;
  if (ac === undefined || component.nonZero === null) return -1;
  for (let at = first; at <= last; at += 1) {
    const symbol = bits.decode(ac);
    if (symbol < 0) return -1;
    const run = symbol >> 4;
    const size = symbol & 15;
    if (size === 0 && run < 15) return (1 << run) + bits.read(run) - 1;
    at += run;
    if (at > last) return size === 0 ? 0 : -1;
    if (size === 0) continue;
    bits.skip(size);
    if (at < 32) (component.nonZero.low[block] as number) |= 1 << at;
    else (component.nonZero.high[block] as number) |= 1 << (at - 32);
  }
  return 0;
}

/** As `decodeAcFirst`, for a scan that refines coefficients (ITU T.81 §G.1.2.3). @param run blocks left of a run of ends */
export function refineAc(
  bits: JpegBits,
  one: ScanComponent,
  block: number,
  { first, last }: ScanRange,
  run: number,
): number {
  const { ac, component } = one;
  if (ac === undefined || component.nonZero === null) return -1;
  const { low, high } = component.nonZero;
  const isNonZero = (at: number) =>
    ((at < 32 ? (low[block] as number) >>> at : (high[block] as number) >>> (at - 32)) & 1) === 1;
  let at = first;
  let left = run;
  while (left === 0 && at <= last) {
    const symbol = bits.decode(ac);
    if (symbol < 0 || (symbol & 15) > 1) return -1;
    let zeros = symbol >> 4;
    const isNew = (symbol & 15) === 1;
    if (isNew) bits.skip(1);
    else if (zeros < 15) {
      left = (1 << zeros) + bits.read(zeros);
      break;
    }
    for (; at <= last; at += 1) {
      if (isNonZero(at)) bits.skip(1);
      else if (zeros === 0) break;
      else zeros -= 1;
    }
    if (isNew && at > last) return -1;
    if (isNew && at < 32) (low[block] as number) |= 1 << at;
    else if (isNew) (high[block] as number) |= 1 << (at - 32);
    at += 1;
  }
  if (left === 0) return 0;
  for (; at <= last; at += 1) if (isNonZero(at)) bits.skip(1);
  return left - 1;
}
