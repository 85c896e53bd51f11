import { test as base, type Page } from "playwright/test";
import { findCase } from "../../sandbox/cases.ts";
import { type FilesServer, startFilesServer } from "./files-provider.ts";
import { perWorker } from "./per-worker.ts";

export { expect } from "playwright/test";

/** `test` with a product whose provider sends archives created by the test. */
export const test = base.extend<Record<never, never>, { files: FilesServer }>({
  files: perWorker(() => startFilesServer()),
  baseURL: async ({ files }, use) => use(files.url),
});

const { srId, evidenceIds } = findCase("nfc-completed");
export const path = `/signature-requests/${srId}/evidence/${evidenceIds[0]}/files`;
export const preview = (page: Page) => page.getByRole("region", { name: "Preview" });
