import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { useExternalStore } from "#lib/runtime/external-store";
import { useLoaded } from "#lib/runtime/use-loaded";
import { type Archive, openArchiveSession } from "./archive-session.ts";
import { type ArchiveState, type FileContent, initialArchiveState, isAbort } from "./archive-state.ts";

/** Opens the archive and subscribes to its state while the component is mounted. Null without a Blob. */
export function useArchive(blob: Blob): { archive: Archive; state: ArchiveState };
export function useArchive(blob: Blob | null): { archive: Archive | null; state: ArchiveState };
export function useArchive(blob: Blob | null): { archive: Archive | null; state: ArchiveState } {
  const archive = useMemo(() => (blob ? openArchiveSession(blob) : null), [blob]);
  useEffect(() => archive?.hold(), [archive]);
  const state = useExternalStore(archive?.store ?? null, initialArchiveState);
  return { archive, state };
}

export type FileState =
  | { phase: "reading" }
  | { phase: "ready"; content: FileContent }
  | { phase: "cancelled" }
  | { phase: "failed"; message: string };

export function useFile(
  archive: Archive,
  entry: ArchiveEntry,
): { state: FileState; cancel: () => void; again: (continued: boolean) => void } {
  const [attempt, setAttempt] = useState({ continued: false });
  const pending = useRef<AbortController | null>(null);
  const load = useCallback(
    async (left: AbortSignal): Promise<FileState> => {
      const controller = new AbortController();
      pending.current = controller;
      left.addEventListener("abort", () => controller.abort());
      try {
        const { signal } = controller;
        return { phase: "ready", content: await archive.readFile(entry, { ...attempt, signal }) };
      } catch (error) {
        if (isAbort(error)) return { phase: "cancelled" };
        return { phase: "failed", message: error instanceof Error ? error.message : String(error) };
      }
    },
    [archive, entry, attempt],
  );
  const loaded = useLoaded(load);
  return {
    state: loaded.phase === "ready" ? loaded.value : { phase: "reading" },
    cancel: () => pending.current?.abort(),
    again: (continued) => setAttempt({ continued }),
  };
}
