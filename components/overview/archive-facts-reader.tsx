"use client";

import { useEffect, useMemo } from "react";
import { useBody } from "#components/evidence/use-body";
import type { ListedFile } from "#lib/agreement/protocol";
import type { EntryCheck } from "#lib/files/model";
import { useArchive } from "#lib/files/query";
import type { ArchiveEntry } from "#lib/formats/zip/model";

/** `damaged` files contradict the archive's data, `unread` failed for other reasons. `isListed`: a central directory was found. */
export type ArchiveFacts = { files: ListedFile[]; damaged: number; unread: number; isListed: boolean };

/** Larger JSON files are data sets, not statements about the person. Bytes. */
const maxJsonBytes = 16 * 1024 * 1024;
/** Archives up to this pass all files' bytes on, so that digests other than SHA-256 can be compared. Bytes. */
const maxArchiveBytes = 32 * 1024 * 1024;

/** Beyond this many files only those already read are compared. */
const maxFiles = 1000;

/** Checks content or name, because a truncated JSON file is detected as text. */
const isJsonFile = ({ name }: ArchiveEntry, check: EntryCheck | undefined): boolean =>
  check?.content?.kind === "json" || (/\.(json|jsonl|ndjson)$/i.test(name) && (check?.readBytes ?? 1) > 0);

function listFile(entry: ArchiveEntry, check: EntryCheck | undefined): ListedFile {
  return {
    number: entry.number,
    name: entry.name,
    sizeBytes: check?.readBytes ?? entry.sizeBytes,
    sha256: check?.state === "whole" ? check.sha256 : null,
    isWhole: check?.state === "whole",
    isJson: isJsonFile(entry, check),
    content: null,
  };
}

type ArchiveFactsReaderProps = {
  blob: Blob;
  /** Record or token is loaded and may claim digests of any kind, so the files' bytes are needed. */
  hasClaims: boolean;
  onFacts: (facts: ArchiveFacts) => void;
};

export function ArchiveFactsReader({ blob, hasClaims, onFacts }: ArchiveFactsReaderProps) {
  // An archive inside base64 or another encoding is decoded first.
  const body = useBody("files", blob);
  const { archive, state } = useArchive(body?.shown ?? null);

  const isDone = state.phase === "failed" || state.checking === "done" || state.checking === "paused";
  const isListed = state.phase === "open" && state.head?.state !== "none";
  const entries = useMemo(() => state.entries.filter(({ kind }) => kind === "file"), [state.entries]);
  useEffect(() => {
    if (!isDone || archive === null) return;
    const gone = new AbortController();
    void (async () => {
      const files: ListedFile[] = [];
      for (const entry of entries) {
        const check = state.checks.get(entry.number);
        const file = listFile(entry, check);
        const isSmall = hasClaims && blob.size <= maxArchiveBytes;
        const isStatement = file.isJson && file.sizeBytes <= maxJsonBytes;
        const isWanted = file.isWhole && (isStatement || isSmall) && entries.length <= maxFiles;
        if (isWanted) file.content = (await archive.readFile(entry, { signal: gone.signal })).blob;
        files.push(file);
      }
      const damaged = entries.filter(({ number }) => state.checks.get(number)?.state === "damaged").length;
      const unread = files.filter(({ isWhole }) => !isWhole).length - damaged;
      if (!gone.signal.aborted) onFacts({ files, damaged, unread, isListed });
    })().catch((error: unknown) => {
      if (!gone.signal.aborted) throw error;
    });
    return () => gone.abort();
  }, [isDone, isListed, entries, archive, blob.size, hasClaims, state.checks, onFacts]);
  return null;
}
