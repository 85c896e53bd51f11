import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { type Lease, takeLease } from "./lease.ts";

/**
 * Takes the person's one lease on scans of the log.
 * @returns null while another scan of this person runs
 */
export const takeScanLease = (
  tables: Kysely<Tables>,
  subject: string,
  now: () => number = Date.now,
): Promise<Lease | null> => takeLease(tables, `scan:${subject}`, now);
