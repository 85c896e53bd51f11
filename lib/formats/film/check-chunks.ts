/** Checks the chunks of AVI and the packets of MPEG transport streams. */
import { type ByteWindow, type Findings, text } from "./byte-window.ts";

/** Lists are entered, the chunks in them are passed over. The last chunk that begins is whole, or the file was cut. */
export async function checkAvi(file: ByteWindow): Promise<Findings> {
  const found: Findings = { damaged: 0, isCut: false, isComplete: true };
  for (let at = 0; at + 8 <= file.size; ) {
    if (file.isOver) return { ...found, isComplete: false };
    const bytes = await file.read(at, 12);
    const name = text(bytes, 0, 4);
    const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
    if (name === "RIFF" || name === "LIST") at += 12;
    else if (isChunk(name) && at + 8 + size <= file.size) at += 8 + size + (size & 1);
    else if (name === "idx1") return { ...found, isCut: true };
    else {
      const next = await file.search(at + 1, (piece, index) => isFrame(piece, index));
      if (next === null) return isChunk(name) ? { ...found, isCut: true } : { ...found, damaged: found.damaged + 1 };
      found.damaged += 1;
      at = next;
    }
  }
  return found;
}

/** Any name of printable characters: programs add chunks of their own. */
const isChunk = (name: string) => /^[\x20-\x7e]{4}$/.test(name);
const isFrame = (bytes: Uint8Array, at: number) =>
  bytes[at] === 0x30 && /^0\d(dc|db|wb)/.test(text(bytes, at, 4)) && (bytes[at + 7] ?? 1) === 0;

const sync = 0x47;

/** Each packet begins with the same byte (ISO/IEC 13818-1, 2.4.3.2); cameras write 4 bytes of time before it. */
export async function checkTransport(file: ByteWindow, packetBytes: 188 | 192): Promise<Findings> {
  const found: Findings = { damaged: 0, isCut: false, isComplete: true };
  const lead = packetBytes - 188;
  for (let at = 0; at < file.size; ) {
    if (file.isOver) return { ...found, isComplete: false };
    if (at + packetBytes > file.size) return { ...found, isCut: true };
    if ((await file.read(at, packetBytes))[lead] === sync) {
      at += packetBytes;
      continue;
    }
    found.damaged += 1;
    const next = await file.search(
      at + 1,
      (bytes, index) => bytes[index + lead] === sync && bytes[index + lead + packetBytes] === sync,
    );
    if (next === null) return found;
    at = next;
  }
  return found;
}
