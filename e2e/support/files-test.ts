import { test as base, type Page } from "playwright/test";
import { findCase } from "../../sandbox/cases.ts";
import { type FilesServer, startFilesServer } from "./files-provider.ts";

export { expect } from "playwright/test";

/** `test` with a product whose provider sends archives created by the test. */
export const test = base.extend<Record<never, never>, { files: FilesServer }>({
  files: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the wanted fixtures from this pattern
    async ({}, use) => {
      const server = await startFilesServer();
      await use(server);
      await server.end();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ files }, use) => use(files.url),
});

const { srId, evidenceIds } = findCase("nfc-completed");
export const path = `/signature-requests/${srId}/evidence/${evidenceIds[0]}/files`;
export const preview = (page: Page) => page.getByRole("region", { name: "Preview" });
