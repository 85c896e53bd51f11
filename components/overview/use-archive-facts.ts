"use client";

import { useEffect, useMemo, useState } from "react";
import type { ListedFile } from "#lib/agreement/protocol";
import type { Archive } from "#lib/files/archive-session";
import type { ArchiveState } from "#lib/files/archive-state";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { type ArchiveFacts, isArchiveListed, isCheckOver, listFacts, needsContent } from "#lib/overview/archive-facts";

type Input = {
  /** The archive as sent; null if it is not loaded. */
  blob: Blob | null;
  /** Its session and state; null until the type of the bytes is known. */
  archive: Archive | null;
  state: ArchiveState;
  /** Record or token is loaded and may claim digests of any kind, so the files' bytes are needed. */
  hasClaims: boolean;
};

/** Facts of a checked archive with the contents that the comparison needs; null until they are read. */
export function useArchiveFacts({ blob, archive, state, hasClaims }: Input): ArchiveFacts | null {
  const [read, setRead] = useState<ArchiveFacts | null>(null);
  const isOver = isCheckOver(state);
  const isListed = isArchiveListed(state);
  const { checks } = state;
  const entries = useMemo(() => state.entries.filter(({ kind }) => kind === "file"), [state.entries]);
  const needed = useMemo(() => {
    if (!isOver || archive === null || blob === null) return null;
    const facts = listFacts(entries, checks, isListed);
    const about = { fileCount: entries.length, sizeBytes: blob.size, hasClaims };
    const missing: { file: ListedFile; entry: ArchiveEntry }[] = [];
    for (const [position, file] of facts.files.entries()) {
      const entry = entries[position];
      if (!entry || !needsContent(file, about)) continue;
      file.content = archive.keptContent(entry.number);
      if (file.content === null) missing.push({ file, entry });
    }
    return { facts, missing };
  }, [isOver, isListed, entries, archive, blob, hasClaims, checks]);
  // An effect, because a worker reads from the archive what its check has not kept.
  useEffect(() => {
    if (needed === null || needed.missing.length === 0 || archive === null) return;
    const gone = new AbortController();
    void (async () => {
      for (const { file, entry } of needed.missing)
        file.content = (await archive.readFile(entry, { signal: gone.signal })).blob;
      if (!gone.signal.aborted) setRead(needed.facts);
    })().catch((error: unknown) => {
      if (!gone.signal.aborted) throw error;
    });
    return () => gone.abort();
  }, [needed, archive]);
  if (needed === null) return null;
  return needed.missing.length === 0 || read === needed.facts ? needed.facts : null;
}
