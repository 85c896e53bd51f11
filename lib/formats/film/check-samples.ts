/** Checks that the samples that an MP4 or QuickTime file lists are in it, and that pictures in them can be divided. */
import { ByteWindow } from "./byte-window.ts";
import type { FilmDefect } from "./model.ts";
import { findIndex, listTracks } from "./read-boxes.ts";
import { readSampleTable, type SampleForm } from "./sample-table.ts";

const maxIndexBytes = 64 * 1024 * 1024;
const maxSampleBytes = 4 * 1024 * 1024;
/** Time to read the pictures; what was not reached is said. */
const checkMs = 5_000;

/** @returns null for a file without an index, or without samples in it that can be checked */
export async function checkSamples(blob: Blob): Promise<FilmDefect[] | null> {
  const index = await findIndex(blob);
  if (index === null || index.end - index.start > maxIndexBytes) return null;
  const view = new DataView(await blob.slice(index.start, index.end).arrayBuffer());
  const file = new ByteWindow(blob, Date.now() + checkMs);
  let missing = 0;
  let isChecked = false;
  const damaged = { picture: 0, sound: 0 };
  for (const boxes of listTracks(view)) {
    const table = readSampleTable(view, boxes);
    if (table === null) continue;
    missing += table.chunks.filter((offset) => offset >= blob.size).length;
    if (table.form === null) continue;
    isChecked ||= table.chunks.length > 0;
    for (const [offset, size] of table.samples()) {
      if (file.isOver) break;
      if (size > maxSampleBytes || offset + size > blob.size) continue;
      const sample = await file.read(offset, size);
      if (!fits(sample, table.form)) damaged[table.isPicture ? "picture" : "sound"] += 1;
    }
  }
  const defects: FilmDefect[] = [];
  if (missing > 0) defects.push({ code: "samples_missing", severity: "warning", values: { count: missing } });
  if (damaged.picture > 0)
    defects.push({ code: "pictures_damaged", severity: "warning", values: { count: damaged.picture } });
  if (damaged.sound > 0)
    defects.push({ code: "sounds_damaged", severity: "warning", values: { count: damaged.sound } });
  if (file.isOver) defects.push({ code: "partly_checked", severity: "note" });
  return isChecked || defects.length > 0 ? defects : null;
}

/** Shorter samples may be anything. */
const minSampleBytes = 16;

function fits(sample: Uint8Array, form: SampleForm): boolean {
  if (sample.length < minSampleBytes) return true;
  if (form.kind === "units") return isDivided(sample, form);
  if (form.kind === "not_zero") return sample.some((byte) => byte !== 0);
  return form.bytes.every((byte, index) => ((sample[index] as number) & (form.mask[index] as number)) === byte);
}

/** A sample is units with their lengths, to its last byte (ISO/IEC 14496-15, 5.3.3.1). */
function isDivided(sample: Uint8Array, { lengthBytes, isHevc }: Extract<SampleForm, { kind: "units" }>): boolean {
  let at = 0;
  while (at < sample.length) {
    let length = 0;
    for (let index = 0; index < lengthBytes; index += 1) length = length * 256 + (sample[at + index] ?? 0);
    at += lengthBytes;
    if (length === 0 || at + length > sample.length) return false;
    const head = sample[at] as number;
    if ((head & 0x80) !== 0) return false;
    const isPicture = isHevc ? head >> 1 < 32 : (head & 31) >= 1 && (head & 31) <= 5;
    if (isPicture && hasStartCode(sample.subarray(at, at + length))) return false;
    at += length;
  }
  return true;
}

/** Two zeros before a byte below 3 cannot stand in a unit (ISO/IEC 14496-10, 7.4.1); zeros at its end are filling. */
function hasStartCode(unit: Uint8Array): boolean {
  let end = unit.length;
  while (end > 0 && unit[end - 1] === 0) end -= 1;
  for (let at = unit.indexOf(0); at !== -1 && at + 2 < end; at = unit.indexOf(0, at + 1))
    if (unit[at + 1] === 0 && (unit[at + 2] as number) < 3) return true;
  return false;
}
