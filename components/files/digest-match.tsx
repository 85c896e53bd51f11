import { createContext, useContext } from "react";
import type { Tone } from "#components/ui/badge";

/** What a file's digest was found to agree with, or not. `claimedIn` is where the claim stands, as a path in the artefact. */
export type DigestMatch = { tone: Tone; label: string; claimedIn?: { artefact: string; path: string } };

/** Asked for every file that is whole; null says that nothing was compared. */
export type FindDigestMatch = (file: { number: number; name: string; sha256: string }) => DigestMatch | null;

const Context = createContext<FindDigestMatch>(() => null);

/** Filled by whoever compares the artefacts; without it the list shows the digests themselves. */
export const DigestMatches = Context.Provider;

export function useDigestMatch(): FindDigestMatch {
  return useContext(Context);
}
