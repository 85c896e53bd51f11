import type { ScanComponent, ScanRange } from "./jpeg-blocks.ts";
import { type JpegFrame, readJpegFrame } from "./jpeg-frame.ts";
import { decodeScan, type ScanResult } from "./jpeg-scan.ts";
import { isFrame, type JpegFile, type JpegSegment, jpegMarkers } from "./jpeg-segments.ts";
import { type HuffmanTable, readHuffmanTables } from "./jpeg-tables.ts";
import { note, type PictureDefect, warning } from "./model.ts";

/** More blocks of a progressive image would take more than 64 MB per component. */
const maxBlocks = 8_000_000;

type State = {
  bytes: Uint8Array;
  frame: JpegFrame | null;
  tables: Map<number, HuffmanTable>;
  /** First value of each quantization table. */
  steps: Map<number, number>;
  interval: number;
  /** Whether the scan is the last segment of a file without an end marker. */
  isCut: boolean;
  scans: number;
  defects: PictureDefect[];
};

/**
 * Checks the structure of a JPEG (ITU T.81): header, tables, scans with all their MCUs, and the end marker. Decodes the
 * Huffman codes without the pixels, because browsers also draw incomplete images.
 */
export function checkJpeg(bytes: Uint8Array, file: JpegFile): PictureDefect[] {
  const state: State = {
    bytes,
    frame: null,
    tables: new Map(),
    steps: new Map(),
    interval: 0,
    isCut: false,
    scans: 0,
    defects: [],
  };
  const lines = readLines(bytes, file);
  for (const segment of file.segments) {
    const content = bytes.subarray(segment.from, segment.to);
    if (isFrame(segment.marker)) startFrame(state, segment, lines);
    else if (segment.marker === jpegMarkers.tables) {
      if (!readHuffmanTables(content, state.tables)) state.defects.push(warning("tables_missing"));
    } else if (segment.marker === jpegMarkers.quantization) readSteps(content, state.steps);
    else if (segment.marker === jpegMarkers.interval) state.interval = ((content[0] ?? 0) << 8) | (content[1] ?? 0);
    else if (segment.dataTo !== undefined) {
      state.isCut = file.end === null && segment === file.segments.at(-1);
      checkScan(state, segment, segment.dataTo);
    }
  }
  return [...state.defects, ...checkEnd(state, file)].filter(isFirst);
}

const isFirst = (defect: PictureDefect, index: number, all: PictureDefect[]) =>
  all.findIndex(({ code }) => code === defect.code) === index;

/** Height in a DNL segment, which follows the first scan if the frame header has none (ITU T.81 §B.2.5). */
function readLines(bytes: Uint8Array, { segments }: JpegFile): number {
  const found = segments.find(({ marker }) => marker === jpegMarkers.lines);
  return found ? ((bytes[found.from] ?? 0) << 8) | (bytes[found.from + 1] ?? 0) : 0;
}

function startFrame(state: State, { marker, from, to }: JpegSegment, lines: number): void {
  if (state.frame !== null) {
    state.defects.push(warning("second_header"));
    return;
  }
  const header = state.bytes.subarray(from, to);
  state.frame = readJpegFrame(marker, header, lines);
  if (state.frame === null) {
    state.defects.push(warning("header_broken"));
    return;
  }
  const coding = nameCoding(state.frame, header);
  if (isArithmetic(marker)) state.defects.push(note("whole_unknown"));
  if (coding !== null) state.defects.push(warning("coding_unsupported", { coding }));
}

/** Codings that browsers do not draw (ITU T.81 Table B.1); null for those that they do. */
export function nameCoding({ marker, precision }: JpegFrame, header: Uint8Array): string | null {
  if (marker === 0xc3 || marker === 0xcb) return "lossless";
  if (marker > 0xca || (marker > 0xc3 && marker < 0xc9)) return "hierarchical";
  if (precision !== 8) return "twelve_bit";
  return header[1] === 0 && header[2] === 0 ? "late_height" : null;
}

/** Browsers draw arithmetic coding (SOF9, SOF10); its data are not decoded here. */
const isArithmetic = (marker: number) => marker === 0xc9 || marker === 0xca;

function readSteps(segment: Uint8Array, steps: Map<number, number>): void {
  for (let at = 0; at + 64 < segment.length; ) {
    const head = segment[at] as number;
    const isWide = head >> 4 !== 0;
    steps.set(
      head & 15,
      isWide ? ((segment[at + 1] as number) << 8) | (segment[at + 2] as number) : (segment[at + 1] as number),
    );
    at += isWide ? 129 : 65;
  }
}

function checkScan(state: State, { from, to }: JpegSegment, dataTo: number): void {
  const { frame, bytes, defects } = state;
  state.scans += 1;
  if (frame === null) return;
  // Arithmetic, lossless and hierarchical coding: only the segments are checked.
  if (frame.marker > 0xc2 || frame.height === 0) return;
  const header = bytes.subarray(from, to);
  const count = header[0] ?? 0;
  const [first = 0, last = 0, approximation = 0] = header.subarray(1 + count * 2);
  const range: ScanRange = { first, last, high: approximation >> 4, low: approximation & 15 };
  const isProgressive = frame.marker === 0xc2;
  const components: ScanComponent[] = [];
  for (let index = 0; index < count; index += 1) {
    const [id, places = 0] = header.subarray(1 + index * 2);
    const component = frame.components.find((one) => one.id === id);
    if (component === undefined) continue;
    const step = state.steps.get(component.quantization) ?? 0;
    components.push({
      component,
      dc: state.tables.get(places >> 4),
      ac: state.tables.get(4 + (places & 15)),
      // Twice the range of the transform, because encoders round (ITU T.81 §A.3.3).
      dcLimit: step === 0 ? 1 << 20 : 2 ** (frame.precision + 3) / step + 2,
      lastDc: 0,
    });
  }
  if (components.length === 0 || components.length !== count || last > 63 || first > last) {
    defects.push(warning("header_broken"));
    return;
  }
  if (!hasTables(components, range, isProgressive)) {
    defects.push(warning("tables_missing"));
    return;
  }
  if (isProgressive && !startBand(components, range, defects)) return;
  const scan = { components, range, isProgressive, interval: state.interval };
  const result = decodeScan(bytes.subarray(to, dataTo), scan, frame);
  for (const { component } of components) {
    if (isProgressive) component.missingBits.fill(range.low, first, last + 1);
    else component.missingBits.fill(0);
  }
  defects.push(...describeScan(state, result, isProgressive));
}

function hasTables(components: ScanComponent[], { first, high }: ScanRange, isProgressive: boolean): boolean {
  if (!isProgressive) return components.every(({ dc, ac }) => dc !== undefined && ac !== undefined);
  if (first > 0) return components.every(({ ac }) => ac !== undefined);
  return high > 0 || components.every(({ dc }) => dc !== undefined);
}

/** Checks that a scan continues the previous ones (ITU T.81 §G.1.1.1). */
function startBand(
  components: ScanComponent[],
  { first, last, high, low }: ScanRange,
  defects: PictureDefect[],
): boolean {
  const isOrderly = (state: number) => (high === 0 ? state === -1 : state === high && low === high - 1);
  for (const { component } of components) {
    if (!component.missingBits.subarray(first, last + 1).every(isOrderly)) {
      defects.push(warning("order_wrong"));
      return false;
    }
    const blocks = component.blocksWide * component.blocksHigh;
    if (first === 0 || component.nonZero !== null) continue;
    if (blocks > maxBlocks) {
      defects.push(warning("check_stopped"));
      return false;
    }
    component.nonZero = { low: new Uint32Array(blocks), high: new Uint32Array(blocks) };
  }
  return components.length === 1 || first === 0;
}

function describeScan(state: State, result: ScanResult, isProgressive: boolean): PictureDefect[] {
  const defects: PictureDefect[] = [];
  const { whole, total } = result;
  const percent = Math.max(1, Math.round((1 - whole / total) * 100));
  if (result.isOutOfOrder) defects.push(warning("restarts_wrong"));
  if (result.isBroken) defects.push(warning("data_broken", { percent: Math.floor((whole / total) * 100) }));
  else if (whole < total) {
    const isDetail =
      isProgressive &&
      state.frame?.components.every(({ missingBits }) => (missingBits[0] as number) >= 0) &&
      state.scans > 1;
    defects.push(isDetail ? warning("scans_missing") : warning("data_short", { percent }));
  } else if (result.hasMore) defects.push(warning("data_left_over"));
  return defects;
}

/** Missing components, missing refinements, and the end marker. */
function checkEnd({ frame, scans, defects }: State, file: JpegFile): PictureDefect[] {
  const found: PictureDefect[] = [];
  if (frame === null && file.segments.some(({ marker }) => marker === jpegMarkers.losslessStandard))
    return [warning("coding_unsupported", { coding: "jpeg_ls" })];
  if (frame === null) return defects.length > 0 ? [] : [warning("header_missing")];
  if (scans === 0) return [warning("data_short", { percent: 100 })];
  if (frame.marker <= 0xc2) {
    if (frame.components.some(({ missingBits }) => missingBits[0] === -1)) found.push(warning("component_missing"));
    else if (frame.components.some(({ missingBits }) => missingBits.some((bits) => bits !== 0)))
      found.push(warning("scans_missing"));
  }
  if (file.end !== null) return found;
  const isMissed = [...defects, ...found].some(
    ({ code, severity }) => severity !== "note" && code !== "coding_unsupported",
  );
  // With all MCUs present, only the mark is missing; a coding that is not decoded here gives no such proof.
  return [
    ...found,
    isMissed ? note("end_mark_missing") : frame.marker <= 0xc2 ? note("end_mark_missing") : warning("end_missing"),
  ];
}
