"use client";

import { createContext, useContext } from "react";

/** File that a digest in the text refers to. `proven`: the claim is signed by a trusted key. */
export type DigestLink = { label: string; href: string; proven: boolean };
/** By digest as in the text, in lower case. */
export type DigestLinkMap = ReadonlyMap<string, DigestLink>;

const Context = createContext<DigestLinkMap>(new Map());

/** Provided by the consistency check; without it, digests are only labelled. */
export const DigestLinks = Context.Provider;

export function useDigestLinks(): DigestLinkMap {
  return useContext(Context);
}
