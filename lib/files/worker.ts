/** Reads, inflates and hashes archives off the main thread. See protocol.ts. */

import { type ArchiveEntry, defaultLimits } from "#lib/formats/zip/model";
import { readArchive } from "#lib/formats/zip/read-archive";
import { serveWorkerRpc } from "#lib/runtime/worker-rpc-server";
import { ContentKeeper } from "./content-keeper.ts";
import { packEntries } from "./entry-columns.ts";
import { diffEntries } from "./entry-updates.ts";
import { continuedLimits } from "./model.ts";
import type { ArchiveMethods } from "./protocol.ts";

/** Loads the large inflating and hashing libraries on demand, so that the list appears sooner. */
const loadReading = () => import("./lazy-reader.ts");

let opened: { blob: Blob; entries: ArchiveEntry[] } | null = null;

serveWorkerRpc<ArchiveMethods>({
  open: async ({ blob }, { emit }) => {
    const reported: number[] = [];
    const { entries, ...head } = await readArchive(blob, defaultLimits, ({ entries: batch, ...early }, isLast) => {
      emit({ head: early, entries: packEntries(batch), isLast });
      for (const { anomalies } of batch) reported.push(anomalies.length);
    });
    opened = { blob, entries };
    const isReported = reported.length === entries.length && entries.length > 0;
    return { head, entries: isReported ? diffEntries(reported, entries) : packEntries(entries) };
  },
  check: async ({ except, passwords, keepBytes }, { signal, emit }) => {
    if (opened === null) return undefined;
    const checked = new Set(except);
    const entries = opened.entries.filter((entry) => !checked.has(entry.number));
    const { checkAll } = await loadReading();
    const keeper = new ContentKeeper(keepBytes);
    for await (const checks of checkAll(opened.blob, entries, defaultLimits, signal, passwords, keeper))
      emit({ checks, contents: keeper.take() });
    return undefined;
  },
  read: async ({ blob: archive, entry, continued, passwords }, { signal }) => {
    const { checkEntry } = await loadReading();
    const limits = continued ? continuedLimits : defaultLimits;
    const { check, blob } = await checkEntry(archive, entry, limits, { signal, keep: true, passwords });
    return { check: await check, blob };
  },
  hash: async ({ blob }, { signal }) => {
    const { digestBlob } = await loadReading();
    return digestBlob(blob, signal);
  },
  warm: async () => {
    await (await loadReading()).warmUp();
    return undefined;
  },
});
