import type { Page } from "playwright/test";
import { findCase } from "./test.ts";

/** The parts of the record tab that its specs look at. */

/** The page of the record tab of a case of the sandbox. */
export function recordAddress(name: Parameters<typeof findCase>[0], query = ""): string {
  const { srId, evidenceIds } = findCase(name);
  return `/signature-requests/${srId}/evidence/${evidenceIds[0]}/record${query}`;
}

export const tree = (page: Page) => page.getByRole("tree", { name: "Evidence record" });
/** The current row: focus stays on the tree, which names it. */
export const current = (page: Page) => page.locator("[role=treeitem][aria-selected=true]");
export const box = (page: Page) => page.getByRole("searchbox", { name: "Find in record" });
export const rawText = (page: Page) => page.getByRole("region", { name: "Record as text" });
