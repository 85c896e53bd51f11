/** Reads what a film or sound says of itself, with MediaInfo in WebAssembly; started for one file and ended after it. */
import mediaInfoFactory from "mediainfo.js";
import { serveWorkerRpc } from "#lib/runtime/worker-rpc-server";
import { countMissingChunks } from "./check-samples.ts";
import { describeFilm, type MediaTrack } from "./describe-film.ts";
import type { FilmMethods } from "./model.ts";

const library = new URL("mediainfo.js/MediaInfoModule.wasm", import.meta.url);

serveWorkerRpc<FilmMethods>({
  inspect: async ({ blob }) => {
    const info = await mediaInfoFactory({ format: "object", locateFile: () => library.href });
    // By ranges: the index stands at the end of many films, and the pictures between are not read.
    const result = await info.analyzeData(
      blob.size,
      async (size, offset) => new Uint8Array(await blob.slice(offset, offset + size).arrayBuffer()),
    );
    const film = describeFilm((result.media?.track ?? []) as unknown as MediaTrack[]);
    const missing = await countMissingChunks(blob);
    if (missing !== null && missing > 0)
      film.defects.push({ code: "samples_missing", severity: "warning", values: { count: missing } });
    return film;
  },
});
