/** Decodes entries with a library in a worker of its own, which its caller ends when it takes too long. */

import { serveWorkerRpc } from "#lib/runtime/worker-rpc-server";
import type { DecodeMethods } from "./decode-protocol.ts";
import type { EntryDecoder } from "./entry-decoder.ts";
import type { OneEntry } from "./one-entry-archive.ts";
import { openEntryDecoder } from "./open-entry-decoder.ts";

let current: EntryDecoder | null = null;

serveWorkerRpc<DecodeMethods>({
  open: async ({ entry, compressed }: { entry: OneEntry; compressed: Blob }) => {
    current?.free();
    current = null;
    const opened = await openEntryDecoder(entry, new Uint8Array(await compressed.arrayBuffer()));
    if (typeof opened === "string") return opened;
    current = opened;
    return null;
  },
  next: (_, { transfer }) => {
    const made = current?.next() ?? "broken";
    if (typeof made === "string") {
      const memoryBytes = current?.memoryBytes ?? 0;
      current?.free();
      current = null;
      return { end: made, memoryBytes };
    }
    transfer(made.buffer);
    return { chunk: made };
  },
});
