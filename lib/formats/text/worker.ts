/** Detects the encoding of texts and decodes them off the main thread. See protocol.ts. */

import { serveWorkerRpc } from "#lib/runtime/worker-rpc-server";
import { decodeText } from "./decode-text.ts";
import { guessEncoding } from "./guess-encoding.ts";
import type { TextMethods } from "./protocol.ts";

serveWorkerRpc<TextMethods>({
  read: async ({ blob, choice, limit }) => {
    const guess = await guessEncoding(blob);
    const bytes = new Uint8Array(await blob.slice(0, limit).arrayBuffer());
    return { text: await decodeText(bytes, choice ?? guess.encoding), guess };
  },
  transcode: async ({ blob, limit }) => {
    if (blob.size > limit) throw new RangeError("Too large");
    const guess = await guessEncoding(blob);
    if (guess.encoding === "utf-8") return { blob, guess };
    const text = await decodeText(new Uint8Array(await blob.arrayBuffer()), guess.encoding);
    return { blob: new Blob([text]), guess };
  },
});
