import type { Box } from "./read-boxes.ts";

/** What each sample of a track must look like. H.264 and HEVC: units with lengths of `lengthBytes`. */
export type SampleForm =
  | { kind: "units"; lengthBytes: number; isHevc: boolean }
  | { kind: "start"; mask: number[]; bytes: number[] }
  | { kind: "not_zero" };

export type SampleTable = {
  /** Null for a track whose samples may be anything, such as silence in PCM. */
  form: SampleForm | null;
  isPicture: boolean;
  /** Places of the chunks in the file. */
  chunks: number[];
  /** Place and size of each sample. */
  samples: () => Generator<[offset: number, size: number]>;
};

/** Reads the tables of a track (ISO/IEC 14496-12, 8.5 and 8.7). Null if one is missing or absurd. */
export function readSampleTable(view: DataView, boxes: readonly Box[]): SampleTable | null {
  const find = (...types: string[]) => boxes.find(({ type }) => types.includes(type));
  const [offsets, sizes, groups] = [find("stco", "co64"), find("stsz"), find("stsc")];
  if (offsets === undefined) return null;
  const width = offsets.type === "stco" ? 4 : 8;
  const chunks = readRows(view, offsets, 4, width, (at) =>
    width === 4 ? view.getUint32(at) : Number(view.getBigUint64(at)),
  );
  const usual = sizes !== undefined && sizes.end - sizes.start >= 12 ? view.getUint32(sizes.start + 4) : 0;
  const each = sizes === undefined || usual > 0 ? [] : readRows(view, sizes, 8, 4, (at) => view.getUint32(at));
  const runs =
    groups === undefined
      ? []
      : readRows(view, groups, 4, 12, (at) => [view.getUint32(at), view.getUint32(at + 4)] as const);
  function* samples(): Generator<[number, number]> {
    let sample = 0;
    let run = 0;
    for (const [index, chunk] of chunks.entries()) {
      while ((runs[run + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= index + 1) run += 1;
      let at = chunk;
      for (let count = runs[run]?.[1] ?? 0; count > 0 && sample < each.length; count -= 1) {
        const size = each[sample] as number;
        yield [at, size];
        at += size;
        sample += 1;
      }
    }
  }
  const description = find("stsd");
  const handler = find("hdlr");
  const isPicture = handler !== undefined && nameAt(view, handler.start + 8) === "vide";
  return { form: description === undefined ? null : readForm(view, description), isPicture, chunks, samples };
}

function readRows<Row>(view: DataView, box: Box, countAt: number, width: number, read: (at: number) => Row): Row[] {
  const first = box.start + countAt + 4;
  if (first > box.end) return [];
  const count = Math.min(view.getUint32(box.start + countAt), Math.floor((box.end - first) / width));
  return Array.from({ length: count }, (_, index) => read(first + index * width));
}

const nameAt = (view: DataView, at: number) =>
  at + 4 > view.byteLength ? "" : String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, 4));

const startOfMpeg4: SampleForm = { kind: "start", mask: [0xff, 0xff, 0xff], bytes: [0, 0, 1] };
// ITU-T H.263, 5.1.1: the picture start code has 22 bits.
const startOfH263: SampleForm = { kind: "start", mask: [0xff, 0xff, 0xfc], bytes: [0, 0, 0x80] };
const startOfJpeg: SampleForm = { kind: "start", mask: [0xff, 0xff], bytes: [0xff, 0xd8] };
const forms: Record<string, SampleForm> = {
  s263: startOfH263,
  h263: startOfH263,
  mp4v: startOfMpeg4,
  jpeg: startOfJpeg,
};
const compressed = /^(mp4a|alac|Opus|fLaC|ac-3|ec-3|samr|sawb|vp08|vp09|av01)$/;

/** A visual sample entry is 78 bytes long before its boxes (12.1.3); the lengths are in ISO/IEC 14496-15, 5.3.3 and 8.3.3. */
function readForm(view: DataView, { start, end }: Box): SampleForm | null {
  const entry = start + 8;
  const name = nameAt(view, entry + 4);
  const isHevc = /^(hvc1|hev1)$/.test(name);
  if (!isHevc && !/^avc[13]$/.test(name)) return forms[name] ?? (compressed.test(name) ? { kind: "not_zero" } : null);
  const wanted = isHevc ? "hvcC" : "avcC";
  for (let at = entry + 86; at + 8 <= end; at += Math.max(8, view.getUint32(at))) {
    const place = at + 8 + (isHevc ? 21 : 4);
    if (nameAt(view, at + 4) === wanted && place < end)
      return { kind: "units", lengthBytes: (view.getUint8(place) & 3) + 1, isHevc };
  }
  return null;
}
