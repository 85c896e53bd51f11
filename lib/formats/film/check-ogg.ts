import { type ByteWindow, type Findings, text } from "./byte-window.ts";

const headBytes = 27;

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit += 1) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
  return value >>> 0;
});

/** Checksum of a page, whose own field counts as zeros (RFC 3533, 6). */
function checksum(page: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < page.length; at += 1) {
    const byte = at >= 22 && at < 26 ? 0 : (page[at] as number);
    sum = ((sum << 8) ^ (table[((sum >>> 24) ^ byte) & 255] as number)) >>> 0;
  }
  return sum;
}

const isPage = (bytes: Uint8Array, at: number) => bytes[at] === 0x4f && text(bytes, at, 4) === "OggS";

/** Checks the pages of an Ogg file: their checksums and numbers. */
export async function checkOgg(file: ByteWindow): Promise<Findings> {
  const found: Findings = { damaged: 0, isCut: false, isComplete: true };
  const numbers = new Map<number, number>();
  for (let at = 0; at < file.size; ) {
    if (file.isOver) return { ...found, isComplete: false };
    const length = await pageBytes(file, at);
    const page = await file.read(at, length);
    if (length > 0 && page.length === length && isWhole(page, numbers)) {
      at += length;
      continue;
    }
    const next = await file.search(at + 1, isPage);
    if (next === null && length > page.length) return { ...found, isCut: true };
    found.damaged += 1;
    numbers.clear();
    at = next ?? file.size;
  }
  return found;
}

/** 0 if no page begins there. */
async function pageBytes(file: ByteWindow, at: number): Promise<number> {
  const head = await file.read(at, headBytes + 255);
  if (!isPage(head, 0)) return 0;
  const segments = head[26] ?? 0;
  const listed = head.subarray(headBytes, headBytes + segments);
  return headBytes + segments + listed.reduce((sum, one) => sum + one, 0);
}

/** @param numbers of the last pages by stream; a new one after damage may have any number */
function isWhole(page: Uint8Array, numbers: Map<number, number>): boolean {
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  if (view.getUint32(22, true) !== checksum(page)) return false;
  const [serial, number] = [view.getUint32(14, true), view.getUint32(18, true)];
  const before = numbers.get(serial);
  numbers.set(serial, number);
  return before === undefined || number === (before + 1) >>> 0;
}
