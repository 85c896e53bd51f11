"use client";

import { createContext, useContext } from "react";

/** The file that a digest in the text belongs to. `proven` when the claim is signed by a key that is trusted. */
export type DigestLink = { label: string; href: string; proven: boolean };
/** By the digest as the text has it, in lower case. */
export type DigestLinkMap = ReadonlyMap<string, DigestLink>;

const Context = createContext<DigestLinkMap>(new Map());

/** Filled by whoever compares the artefacts; without it digests are only named as such. */
export const DigestLinks = Context.Provider;

export function useDigestLinks(): DigestLinkMap {
  return useContext(Context);
}
