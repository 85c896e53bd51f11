import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Unit tests stand beside the code; integration tests (`*.integration.test.ts`) start real parts and run after them. */
export default defineConfig({
  resolve: { alias: { "server-only": fileURLToPath(new URL("./e2e/support/server-only.ts", import.meta.url)) } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // A promise, not a race: a busy machine may take its time.
          testTimeout: 30_000,
          // Pure functions: files share one world per process, which halves the time. A file leaves no clock or global behind.
          isolate: false,
          maxWorkers: "100%",
          include: ["{lib,components,server,sandbox,scripts,bench}/**/*.test.ts"],
          exclude: ["**/*.integration.test.ts"],
          setupFiles: ["./scripts/test/fixed-seed.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          // Promises of time and memory may be missed once on a busy machine, and `npm test` names them; missed twice they are broken.
          retry: 1,
          include: ["{lib,server,sandbox,scripts,e2e}/**/*.integration.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Each file starts its own parts on free ports, and mostly waits for them.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
