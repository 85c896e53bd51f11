import { limitParts } from "./part-limit.ts";

/** A marker segment of a JPEG; `[from, to)` is its content after the length. */
export type JpegSegment = { marker: number; at: number; from: number; to: number };

/** The segments of one JPEG. For a scan (SOS), `dataTo` is the end of its entropy-coded data, which begins at `to`. */
export type JpegFile = {
  segments: (JpegSegment & { dataTo?: number })[];
  /** Offset after the end marker (EOI); null if it is missing. */
  end: number | null;
  /** Offset where no marker follows, or a segment leaves the file; null if all segments are whole. */
  brokenAt: number | null;
};

export const jpegMarkers = {
  tables: 0xc4,
  arithmetic: 0xcc,
  restart: 0xd0,
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  quantization: 0xdb,
  lines: 0xdc,
  interval: 0xdd,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app13: 0xed,
  /** Frame header of JPEG-LS (ITU T.87). */
  losslessStandard: 0xf7,
} as const;

export const isRestart = (marker: number) => (marker & 0xf8) === jpegMarkers.restart;

/** True for frame headers: SOF0–SOF15 without DHT, JPG and DAC (ITU T.81 §B.1.1.3). */
export const isFrame = (marker: number) =>
  (marker & 0xf0) === 0xc0 && marker !== jpegMarkers.tables && marker !== 0xc8 && marker !== jpegMarkers.arithmetic;

/** Walks the marker segments from SOI to EOI (ITU T.81 §B.1). Linear in the bytes. @throws RangeError if they are too many */
export function readJpegSegments(bytes: Uint8Array, start = 0): JpegFile {
  const segments: JpegFile["segments"] = [];
  const broken = (at: number): JpegFile => ({ segments, end: null, brokenAt: at });
  let at = start + 2;
  for (;;) {
    if (bytes[at] !== 0xff) return broken(at);
    // Any marker may have fill bytes before it.
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (marker === undefined || marker === 0) return broken(at);
    if (marker === jpegMarkers.end) return { segments, end: at + 2, brokenAt: null };
    if (marker === 0x01 || isRestart(marker)) {
      at += 2;
      continue;
    }
    if (at + 4 > bytes.length) return broken(at);
    const to = at + 2 + (((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number));
    if (to < at + 4 || to > bytes.length) return broken(at);
    limitParts(segments.length);
    const segment = { marker, at, from: at + 4, to };
    if (marker === jpegMarkers.scan) {
      const dataTo = findScanEnd(bytes, to);
      segments.push({ ...segment, dataTo });
      at = dataTo;
      if (at >= bytes.length) return broken(at);
    } else {
      segments.push(segment);
      at = to;
    }
  }
}

/** The next marker that is neither a stuffed byte nor a restart marker. */
function findScanEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return bytes.length;
    let next = at + 1;
    while (bytes[next] === 0xff) next += 1;
    const marker = bytes[next];
    if (marker === undefined) return at;
    if (marker !== 0 && !isRestart(marker)) return at;
    at = next + 1;
  }
}
