/** Reads what a film or sound says of itself, with MediaInfo in WebAssembly; started for one file and ended after it. */
import mediaInfoFactory from "mediainfo.js";
import { serveWorkerRpc } from "#lib/runtime/worker-rpc-server";
import { inspectFilm } from "./inspect-film.ts";
import type { FilmMethods } from "./model.ts";

const library = new URL("mediainfo.js/MediaInfoModule.wasm", import.meta.url);

serveWorkerRpc<FilmMethods>({
  inspect: async ({ blob }) => {
    const info = await mediaInfoFactory({ format: "object", locateFile: () => library.href });
    return inspectFilm(blob, (size, read) => info.analyzeData(size, read));
  },
});
