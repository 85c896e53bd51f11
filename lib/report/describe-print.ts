import "server-only";
import { currentVerifierKey } from "#lib/audit/store";
import type { Person } from "#lib/person";
import packageFile from "../../package.json" with { type: "json" };
import type { PrintRecord } from "./schema.ts";

type Environment = Pick<PrintRecord, "region" | "host" | "isDemo">;

/** What a report says about its printing. @param logEntry number of its entry @param atMs UTC milliseconds */
export async function describePrint(
  person: Person,
  { region, host, isDemo }: Environment,
  { logEntry, atMs }: { logEntry: number; atMs: number },
): Promise<PrintRecord> {
  const verifierKey = await currentVerifierKey();
  const at = new Date(atMs).toISOString();
  return { logEntry, at, by: person.name, product: packageFile.version, region, host, isDemo, verifierKey };
}
