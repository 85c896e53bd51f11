import { afterAll } from "vitest";
import { type RunningPostgres, startPostgres } from "../../e2e/support/postgres.ts";
import { describeRemembered } from "../../e2e/support/token/describe-remembered.ts";

let postgres: RunningPostgres | null = null;
afterAll(() => postgres?.end());

describeRemembered("PostgreSQL", async () => {
  postgres = await startPostgres();
  return { DATABASE_URL: postgres.url(), DATABASE_MIGRATION_URL: postgres.url() };
});
