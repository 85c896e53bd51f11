import { useEffect, useMemo } from "react";
import { useExternalStore } from "#lib/runtime/external-store";
import { useLoaded } from "#lib/runtime/use-loaded";
import type { Archive } from "./archive-session.ts";
import { type ArchiveState, initialArchiveState } from "./archive-state.ts";

type Session = typeof import("./archive-session.ts");
let session: Session | null = null;

/** Loads the reader of archives, also before there is one. */
export async function loadArchiveSession(): Promise<Session> {
  session ??= await import("./archive-session.ts");
  return session;
}

/**
 * Like useArchive, for pages that mostly show no archive: its reader is loaded with the first one.
 * @throws Error if it cannot be loaded
 */
export function useOpenedArchive(blob: Blob | null): { archive: Archive | null; state: ArchiveState } {
  const loaded = useLoaded(blob !== null && session === null ? loadArchiveSession : null);
  if (loaded.phase === "failed") throw new Error("The reader of archives could not be loaded");
  const open = blob === null ? null : (session?.openArchiveSession ?? null);
  const archive = useMemo(() => (blob && open ? open(blob) : null), [blob, open]);
  useEffect(() => archive?.hold(), [archive]);
  const state = useExternalStore(archive?.store ?? null, initialArchiveState);
  return { archive, state };
}
