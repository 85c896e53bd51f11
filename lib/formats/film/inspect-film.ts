import { checkSamples } from "./check-samples.ts";
import { checkStructure } from "./check-structure.ts";
import { describeFilm, type MediaTrack } from "./describe-film.ts";
import type { Film } from "./model.ts";

type ReadPart = (size: number, offset: number) => Promise<Uint8Array>;
/** MediaInfo's `analyzeData`. */
type Analyze = (size: number, read: ReadPart) => Promise<{ media?: { track?: unknown } | undefined }>;

/** Reads what a film or sound says of itself, and checks that it is whole as far as that shows without decoding. */
export async function inspectFilm(blob: Blob, analyze: Analyze): Promise<Film> {
  // By ranges: the index stands at the end of many films, and MediaInfo does not read the pictures between.
  const { media } = await analyze(
    blob.size,
    async (size, offset) => new Uint8Array(await blob.slice(offset, offset + size).arrayBuffer()),
  );
  const film = describeFilm((media?.track ?? []) as MediaTrack[]);
  const checks = [await checkSamples(blob), await checkStructure(blob, film.container)];
  const own = checks.flatMap((found) => found ?? []);
  const isReadable = film.tracks.some(({ kind }) => kind === "picture" || kind === "sound");
  if (isReadable && checks.every((found) => found === null)) own.push({ code: "no_checksum", severity: "note" });
  // MediaInfo loses its way at damage, and then says that the file ends early.
  const isDamaged = own.some(({ code }) => code === "damaged") && !own.some(({ code }) => code === "truncated");
  const stated = film.defects.filter(({ code }) => !isDamaged || code !== "truncated");
  const defects = [...stated, ...own];
  return { ...film, defects: defects.filter((one, at) => defects.findIndex(({ code }) => code === one.code) === at) };
}
