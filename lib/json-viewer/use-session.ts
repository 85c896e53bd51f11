import { useEffect, useState } from "react";
import { useExternalStore } from "#lib/runtime/external-store";
import { JsonSession } from "./session.ts";
import { emptyView, type JsonView } from "./view.ts";

/** Opens a JSON text in a worker until the component unmounts. @returns null before that */
export function useJsonSession(
  source: Blob | Uint8Array,
  options: { openDepth: number; masked: boolean },
): { session: JsonSession; view: JsonView } | null {
  const { openDepth, masked } = options;
  const [session, setSession] = useState<JsonSession | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a later masking change is sent to the open session, which stays.
  useEffect(() => {
    const opened = new JsonSession(source, { openDepth, masked });
    setSession(opened);
    return () => opened.close();
  }, [source, openDepth]);
  useEffect(() => {
    if (session) void session.setMasked(masked);
  }, [session, masked]);
  const view = useExternalStore<JsonView>(session?.store ?? null, emptyView);
  return session && { session, view };
}
