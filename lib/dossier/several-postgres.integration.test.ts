import { afterAll } from "vitest";
import { describeSeveral } from "../../e2e/support/dossier/describe-several.ts";
import { type RunningPostgres, startPostgres } from "../../e2e/support/postgres.ts";

let postgres: RunningPostgres | null = null;
afterAll(() => postgres?.end());

describeSeveral("PostgreSQL", async () => {
  postgres = await startPostgres();
  return { DATABASE_URL: postgres.url(), DATABASE_MIGRATION_URL: postgres.url() };
});
