import { ByteWindow, type Findings, text } from "./byte-window.ts";
import { checkAvi, checkTransport } from "./check-chunks.ts";
import { checkClusters } from "./check-clusters.ts";
import { checkFlac } from "./check-flac.ts";
import { adtsFrameBytes, checkAmr, checkFrames, mpegFrameBytes } from "./check-frames.ts";
import { checkOgg } from "./check-ogg.ts";
import type { FilmDefect } from "./model.ts";

/** Time to read the file; what was not reached is said. */
const checkMs = 5_000;

/**
 * Checks what a kind of file allows without decoding it: lengths, numbers and checksums of its parts.
 * @returns null for a kind that allows no such check
 */
export async function checkStructure(blob: Blob, container: string): Promise<FilmDefect[] | null> {
  const file = new ByteWindow(blob, Date.now() + checkMs);
  const found = await check(file, container);
  if (found === null) return null;
  const defects: FilmDefect[] = [];
  if (found.damaged > 0) defects.push({ code: "damaged", severity: "warning", values: { count: found.damaged } });
  if (found.isCut) defects.push({ code: "truncated", severity: "warning" });
  if (!found.isComplete) defects.push({ code: "partly_checked", severity: "note" });
  return defects;
}

async function check(file: ByteWindow, container: string): Promise<Findings | null> {
  const head = await file.read(0, 1024);
  if (text(head, 0, 4) === "OggS") return checkOgg(file);
  if (text(head, 0, 4) === "fLaC") return checkFlac(file);
  if (text(head, 0, 5) === "#!AMR") return checkAmr(file);
  if (text(head, 0, 4) === "RIFF" && text(head, 8, 4) === "AVI ") return checkAvi(file);
  if (head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3) return checkClusters(file);
  if (container === "ADTS") return checkFrames(file, adtsFrameBytes);
  if (container === "MPEG Audio") return checkFrames(file, mpegFrameBytes);
  if (head[0] === 0x47 && head[188] === 0x47 && head[376] === 0x47) return checkTransport(file, 188);
  if (head[4] === 0x47 && head[196] === 0x47 && head[388] === 0x47) return checkTransport(file, 192);
  return null;
}
