import { useEffect, useMemo, useState } from "react";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { useExternalStore } from "#lib/runtime/external-store";
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
  const [state, setState] = useState<FileState>({ phase: "reading" });
  const [attempt, setAttempt] = useState({ count: 0, continued: false });
  const [pending, setPending] = useState<AbortController | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    setPending(controller);
    setState({ phase: "reading" });
    archive
      .readFile(entry, { continued: attempt.continued, signal: controller.signal })
      .then((content) => !controller.signal.aborted && setState({ phase: "ready", content }))
      .catch((error: unknown) => {
        if (controller.signal.aborted && controller.signal.reason === "left") return;
        setState(
          isAbort(error)
            ? { phase: "cancelled" }
            : { phase: "failed", message: error instanceof Error ? error.message : String(error) },
        );
      });
    return () => controller.abort("left");
  }, [archive, entry, attempt]);
  return {
    state,
    cancel: () => pending?.abort(),
    again: (continued) => setAttempt(({ count }) => ({ count: count + 1, continued })),
  };
}
