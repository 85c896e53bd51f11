import { ZSTDDecoder } from "zstddec/stream";
import { decodeBase64 } from "#lib/bytes/base64";

/** The functions of libzstd that decode a stream. Pointers and sizes have 32 bits. */
export type ZstandardFunctions = {
  memory: WebAssembly.Memory;
  /** 0 if there is no memory left. */
  malloc(bytes: number): number;
  free(pointer: number): void;
  ZSTD_createDCtx(): number;
  ZSTD_freeDCtx(context: number): void;
  /** Reads from and writes to buffers (pointer, size, position). @returns 0 at the end of a frame, or a negative error code */
  ZSTD_decompressStream(context: number, output: number, input: number): number;
};

let loading: Promise<ZstandardFunctions> | null = null;

/** Loads libzstd. The functions themselves are used, because zstddec's own loop does not end at an error. */
export function loadZstandard(): Promise<ZstandardFunctions> {
  loading ??= load();
  return loading;
}

async function load(): Promise<ZstandardFunctions> {
  const decoder = new ZSTDDecoder();
  const start = decoder._init;
  const made = Promise.withResolvers<ZstandardFunctions>();
  decoder._init = (result) => {
    start(result);
    made.resolve(result.instance.exports as ZstandardFunctions);
  };
  // zstddec requests its own bytes from a `data:` address at once, and the page's policy allows no such request.
  const { fetch } = globalThis;
  globalThis.fetch = readDataAddress;
  try {
    decoder.init().catch(made.reject);
  } finally {
    globalThis.fetch = fetch;
  }
  return made.promise;
}

async function readDataAddress(address: RequestInfo | URL): Promise<Response> {
  return new Response(decodeBase64(String(address).replace(/^[^,]*,/u, "")));
}
