import { createContext, useContext } from "react";
import type { Tone } from "#components/ui/badge";

/** Result of comparing a file's digest. `claimedIn` is the path of the claim in its artefact. */
export type DigestMatch = { tone: Tone; label: string; claimedIn?: { artefact: string; path: string } };

/** Called for every intact file; null means that nothing was compared. */
export type FindDigestMatch = (file: { number: number; name: string; sha256: string }) => DigestMatch | null;

const Context = createContext<FindDigestMatch>(() => null);

/** Provided by the comparison; without it the list shows the digests themselves. */
export const DigestMatches = Context.Provider;

export function useDigestMatch(): FindDigestMatch {
  return useContext(Context);
}
