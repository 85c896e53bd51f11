import { createExternalStore, useExternalStore } from "#lib/runtime/external-store";

/** Keeps the searched title in memory, because it may name people: never in a URL or browser storage. */

/** `tried`: the word was tried as an ID first and is not one. */
export type TitleSearch = { text: string; tried: boolean };

const none: TitleSearch = { text: "", tried: false };
const store = createExternalStore(none);

export const setTitleSearch = store.set;

export function useTitleSearch(): TitleSearch {
  return useExternalStore(store, none);
}
