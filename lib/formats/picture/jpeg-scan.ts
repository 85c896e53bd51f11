import { JpegBits } from "./jpeg-bits.ts";
import { decodeAcFirst, decodeBlock, decodeDc, refineAc, type ScanComponent, type ScanRange } from "./jpeg-blocks.ts";
import type { JpegFrame } from "./jpeg-frame.ts";

export type JpegScan = {
  components: ScanComponent[];
  range: ScanRange;
  isProgressive: boolean;
  /** MCUs between restart markers; 0 without them. */
  interval: number;
};

/** `whole` MCUs were decoded, of `total`, before the first fault. */
export type ScanResult = { whole: number; total: number; isBroken: boolean; isOutOfOrder: boolean; hasMore: boolean };

/** Decodes the entropy-coded data of a scan without its values (ITU T.81 Annex F and G): are all MCUs there? */
export function decodeScan(data: Uint8Array, scan: JpegScan, frame: JpegFrame): ScanResult {
  const [only] = scan.components;
  const isSingle = scan.components.length === 1 && only !== undefined;
  const total = isSingle ? only.component.blocksWide * only.component.blocksHigh : frame.mcusWide * frame.mcusHigh;
  const interval = scan.interval || total;
  const result: ScanResult = { whole: 0, total, isBroken: false, isOutOfOrder: false, hasMore: false };
  let isIntact = true;
  let mcu = 0;
  let expected = 0;
  for (const { bytes, restart } of splitIntervals(data)) {
    if (mcu >= total) {
      if (bytes.some((byte) => byte !== 0 && byte !== 255)) result.hasMore = true;
      continue;
    }
    const count = Math.min(interval, total - mcu);
    const decoded = decodeInterval(bytes, scan, isSingle, mcu, count);
    if (isIntact) result.whole += decoded.whole;
    if (decoded.whole < count) {
      isIntact = false;
      result.isBroken ||= decoded.isBroken || restart !== null;
    } else if (decoded.hasMore) result.hasMore = true;
    mcu += count;
    if (restart !== null && restart !== expected && mcu < total) result.isOutOfOrder = true;
    expected = (expected + 1) & 7;
  }
  return result;
}

/** Removes stuffed zero bytes, and splits at restart markers. `restart` is the number of the marker behind the bytes. */
function* splitIntervals(data: Uint8Array): Generator<{ bytes: Uint8Array; restart: number | null }> {
  const bytes = new Uint8Array(data.length);
  let length = 0;
  for (let at = 0; at < data.length; at += 1) {
    const byte = data[at] as number;
    if (byte !== 0xff) {
      bytes[length] = byte;
      length += 1;
      continue;
    }
    while (data[at + 1] === 0xff) at += 1;
    const next = data[at + 1];
    at += 1;
    if (next === 0) {
      bytes[length] = 0xff;
      length += 1;
    } else if (next !== undefined) {
      yield { bytes: bytes.subarray(0, length), restart: next & 7 };
      length = 0;
    }
  }
  yield { bytes: bytes.subarray(0, length), restart: null };
}

function decodeInterval(bytes: Uint8Array, scan: JpegScan, isSingle: boolean, from: number, count: number) {
  const bits = new JpegBits(bytes);
  for (const one of scan.components) one.lastDc = 0;
  const { range } = scan;
  let run = 0;
  for (let mcu = 0; mcu < count; mcu += 1) {
    let isGood = true;
    if (scan.isProgressive && range.first > 0) {
      const [one] = scan.components as [ScanComponent];
      if (range.high > 0) run = refineAc(bits, one, from + mcu, range, run);
      else if (run > 0) run -= 1;
      else run = decodeAcFirst(bits, one, from + mcu, range);
      isGood = run >= 0;
    } else {
      for (const one of scan.components) {
        const blocks = isSingle ? 1 : one.component.across * one.component.down;
        for (let block = 0; block < blocks && isGood; block += 1) {
          if (!scan.isProgressive) isGood = decodeBlock(bits, one);
          else if (range.high > 0) bits.skip(1);
          else isGood = decodeDc(bits, one, range.low);
        }
      }
    }
    // An impossible code after the last bit is a consequence of the missing data.
    if (bits.left < 0) return { whole: mcu, isBroken: false, hasMore: false };
    if (!isGood) return { whole: mcu, isBroken: bits.left >= 16, hasMore: false };
  }
  return { whole: count, isBroken: false, hasMore: hasData(bytes, bits.left) };
}

/** Whole bytes behind the last MCU; some encoders pad with zeros or ones. */
function hasData(bytes: Uint8Array, left: number): boolean {
  const rest = bytes.subarray(bytes.length - (left >> 3));
  return rest.some((byte) => byte !== 0 && byte !== 255);
}
