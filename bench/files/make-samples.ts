import { makeArchive } from "../../lib/files/test-archive.ts";

export type Sample = {
  name: string;
  archive: Uint8Array;
  listMs: number;
  digestPeer: "jszip" | "fflate";
  digestRatio: number;
  growthMib: number;
};

/** Data as pictures and reports have it: mostly noise, with a part that can be packed. Always the same. */
function makeData(sizeBytes: number, seed: number): Buffer {
  const data = Buffer.alloc(sizeBytes, "identification evidence, specimen; ");
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  for (let at = 0; at + 4 <= sizeBytes * 0.8; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    data.writeInt32LE(state | 0, at);
  }
  return data;
}

/** `files` files that take `megabytes` together; `picture` is a JPEG that one of them is. */
function makeSample(megabytes: number, files: number, picture: Uint8Array | null): Uint8Array {
  const each = Math.floor((megabytes * 1_000_000) / files);
  return makeArchive({
    entries: Array.from({ length: files }, (_, index) =>
      index === 1 && picture
        ? { name: "face/picture.jpg", data: picture, method: 0 }
        : { name: `document/file-${index}.bin`, data: makeData(each, index + 1) },
    ),
  });
}

/** The four archives of the claim. */
export function makeSamples(picture: Uint8Array): Sample[] {
  const tiny = Array.from({ length: 20_000 }, (_, index) => ({
    name: `folder-${index % 40}/note-${index}.txt`,
    data: `note ${index}: ${"evidence ".repeat(20)}`,
  }));
  return [
    {
      name: "10 MB / 40",
      archive: makeSample(10, 40, null),
      listMs: 30,
      digestPeer: "jszip",
      digestRatio: 1,
      growthMib: 40,
    },
    {
      name: "100 MB / 100",
      archive: makeSample(100, 100, picture),
      listMs: 30,
      digestPeer: "jszip",
      digestRatio: 1,
      growthMib: 80,
    },
    {
      name: "500 MB / 60",
      archive: makeSample(500, 60, picture),
      listMs: 50,
      digestPeer: "jszip",
      digestRatio: 0.9,
      growthMib: 250,
    },
    {
      name: "20,000 tiny",
      archive: makeArchive({ entries: tiny }),
      listMs: 150,
      digestPeer: "fflate",
      digestRatio: 1.5,
      growthMib: 120,
    },
  ];
}
