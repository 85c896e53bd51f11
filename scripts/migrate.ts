/** `npm run migrate`: migrates the schema as its owner (DATABASE_MIGRATION_URL) and grants the runtime role. */
import { databaseTarget, migratePostgres, openDatabase } from "#lib/database/connection";
import { runTool } from "./run-tool.ts";

await runTool(async () => {
  const target = databaseTarget();
  if (target.kind === "postgres") {
    const ran = await migratePostgres(target);
    return ran.length > 0 ? `Applied: ${ran.join(", ")}` : "The schema is up to date.";
  }
  const { main } = await openDatabase(target);
  await main.destroy();
  return "The embedded database is up to date.";
});
