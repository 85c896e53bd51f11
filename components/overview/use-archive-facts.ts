"use client";

import { useEffect, useMemo, useState } from "react";
import type { Archive } from "#lib/files/archive-session";
import type { ArchiveState } from "#lib/files/archive-state";
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
  const [read, setRead] = useState<{ blob: Blob; hasClaims: boolean; facts: ArchiveFacts } | null>(null);
  const isOver = isCheckOver(state);
  const isListed = isArchiveListed(state);
  const { checks } = state;
  const entries = useMemo(() => state.entries.filter(({ kind }) => kind === "file"), [state.entries]);
  // An effect, because a worker reads the contents from the archive.
  useEffect(() => {
    if (!isOver || archive === null || blob === null) return;
    const gone = new AbortController();
    const about = { fileCount: entries.length, sizeBytes: blob.size, hasClaims };
    void (async () => {
      const facts = listFacts(entries, checks, isListed);
      for (const [position, file] of facts.files.entries()) {
        const entry = entries[position];
        if (entry && needsContent(file, about))
          file.content = (await archive.readFile(entry, { signal: gone.signal })).blob;
      }
      if (!gone.signal.aborted) setRead({ blob, hasClaims, facts });
    })().catch((error: unknown) => {
      if (!gone.signal.aborted) throw error;
    });
    return () => gone.abort();
  }, [isOver, isListed, entries, archive, blob, hasClaims, checks]);
  // Facts read before any digest claim lack the contents that claims need.
  return read !== null && read.blob === blob && read.hasClaims === hasClaims ? read.facts : null;
}
