import type { Page } from "playwright/test";
import { findCase } from "./test.ts";

export function recordAddress(name: Parameters<typeof findCase>[0], query = ""): string {
  const { srId, evidenceIds } = findCase(name);
  return `/signature-requests/${srId}/evidence/${evidenceIds[0]}/record${query}`;
}

export const tree = (page: Page) => page.getByRole("tree", { name: "Evidence record" });
/** Locates the current row by `aria-activedescendant`, because focus stays on the tree. */
export const current = (page: Page) => page.locator("[role=treeitem][aria-selected=true]");
export const box = (page: Page) => page.getByRole("searchbox", { name: "Find in record" });
export const rawText = (page: Page) => page.getByRole("region", { name: "Record as text" });
