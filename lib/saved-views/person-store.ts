import "server-only";
import type { Kysely } from "kysely";
import { database } from "#lib/database/connection";
import type { Tables } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import * as z from "#lib/runtime/zod";
import { type Preferences, preferencesSchema, type SavedView, savedViewSchema } from "./schema.ts";

/** Settings and saved views of one person. */

/** Every setting is off until the person switches it on. */
const defaults: Preferences = { checkWhenOpened: false };

function parseStored<Value>(schema: z.Schema, text: string | null | undefined, otherwise: Value): Value {
  try {
    return z.parse(schema, JSON.parse(text ?? "null")) as Value;
  } catch {
    return otherwise;
  }
}

const readColumn = (tables: Kysely<Tables>, subject: string) =>
  tables.selectFrom("person_settings").selectAll().where("subject", "=", subject).executeTakeFirst();

export async function readPreferences(tables: Kysely<Tables>, subject: string): Promise<Preferences> {
  return parseStored(preferencesSchema, (await readColumn(tables, subject))?.preferences, defaults);
}

export async function readViews(tables: Kysely<Tables>, subject: string): Promise<SavedView[]> {
  return parseStored(z.array(savedViewSchema), (await readColumn(tables, subject))?.views, []);
}

async function write(
  tables: Kysely<Tables>,
  subject: string,
  column: { preferences: string } | { views: string },
): Promise<void> {
  await tables
    .insertInto("person_settings")
    .values({ subject, ...column })
    .onConflict((conflict) => conflict.column("subject").doUpdateSet(column))
    .execute();
}

export const storePreferences = (tables: Kysely<Tables>, subject: string, preferences: Preferences) =>
  write(tables, subject, { preferences: JSON.stringify(preferences) });

export const storeViews = (tables: Kysely<Tables>, subject: string, views: readonly SavedView[]) =>
  write(tables, subject, { views: JSON.stringify(views) });

/** @throws ProblemError `audit_unavailable` without the database, as the others below */
export const findPreferences = (subject: string) =>
  withDatabase(async () => readPreferences(await database(), subject));

export const findViews = (subject: string) => withDatabase(async () => readViews(await database(), subject));

export const keepPreferences = (subject: string, preferences: Preferences) =>
  withDatabase(async () => storePreferences(await database(), subject, preferences));

export const keepViews = (subject: string, views: readonly SavedView[]) =>
  withDatabase(async () => storeViews(await database(), subject, views));
