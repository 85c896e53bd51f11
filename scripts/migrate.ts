/** `npm run migrate`: migrates the schema as its owner (DATABASE_MIGRATION_URL) and grants the runtime role. */
import { databaseTarget, migratePostgres, openDatabase } from "#lib/database/connection";
import { describePostgresFailure } from "#lib/database/postgres-failure";
import { SettingsError, settings } from "#lib/env";
import { runTool } from "./run-tool.ts";

await runTool(async () => {
  const target = databaseTarget();
  if (target.kind === "postgres") {
    // Otherwise the runtime role would own the log's tables, and could change them.
    if (settings().database.migrationUrl === undefined)
      throw new SettingsError([
        { name: "DATABASE_MIGRATION_URL", reason: "is required for npm run migrate: it names the owner of the schema" },
      ]);
    const ran = await migratePostgres(target).catch((error) => {
      throw describePostgresFailure("DATABASE_MIGRATION_URL", error);
    });
    return ran.length > 0 ? `Applied: ${ran.join(", ")}` : "The schema is up to date.";
  }
  const { main } = await openDatabase(target);
  await main.destroy();
  return "The embedded database is up to date.";
});
