import { createExternalStore, useExternalStore } from "#lib/runtime/external-store";

/**
 * The title that is being searched, kept in memory for the walk from the search box to the list: search text may name
 * people, so it never stands in a page's address or in browser storage.
 */

/** `tried` is the word that was tried as an id first and is none. */
export type TitleSearch = { text: string; tried: boolean };

const none: TitleSearch = { text: "", tried: false };
const store = createExternalStore(none);

export const setTitleSearch = store.set;

export function useTitleSearch(): TitleSearch {
  return useExternalStore(store, none);
}
