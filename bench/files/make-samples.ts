import { makeArchive } from "../../lib/formats/zip/test-archive.fixture.ts";

export type Sample = {
  name: string;
  /** Replaces the second file by `picture` if the sample has one. */
  make(picture: Uint8Array): Uint8Array;
  hasPicture: boolean;
  listMs: number;
  digestPeer: "jszip" | "fflate";
  digestRatio: number | null;
  growthMib: number;
};

/** Generates data like pictures and reports: mostly noise with a compressible part; deterministic. */
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

/** Makes `files` files of `megabytes` in total; one of them is the JPEG `picture`. */
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

const makeTiny = () =>
  makeArchive({
    entries: Array.from({ length: 20_000 }, (_, index) => ({
      name: `folder-${index % 40}/note-${index}.txt`,
      data: `note ${index}: ${"evidence ".repeat(20)}`,
    })),
  });

export const samples: readonly Sample[] = [
  {
    name: "10 MB / 40",
    make: () => makeSample(10, 40, null),
    hasPicture: false,
    listMs: 30,
    digestPeer: "jszip",
    digestRatio: null,
    growthMib: 40,
  },
  {
    name: "100 MB / 100",
    make: (picture) => makeSample(100, 100, picture),
    hasPicture: true,
    listMs: 30,
    digestPeer: "jszip",
    digestRatio: 1,
    growthMib: 80,
  },
  {
    name: "500 MB / 60",
    make: (picture) => makeSample(500, 60, picture),
    hasPicture: true,
    listMs: 50,
    digestPeer: "jszip",
    digestRatio: 0.9,
    growthMib: 250,
  },
  {
    name: "20,000 tiny",
    make: makeTiny,
    hasPicture: false,
    listMs: 150,
    digestPeer: "fflate",
    digestRatio: 1.5,
    growthMib: 120,
  },
];
