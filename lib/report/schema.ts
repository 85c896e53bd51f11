import * as z from "#lib/runtime/zod";

/** Response of the calls that record a printed report: who printed it when, and with what. */
export const printSchema = z.object({
  /** Number of the entry of the access log. */
  logEntry: z.number(),
  /** ISO 8601 in UTC. */
  at: z.string(),
  by: z.string(),
  /** Version of Evidence Desk. */
  product: z.string(),
  region: z.enum(["switzerland", "germany", "custom", "sandbox"]),
  host: z.string(),
  isDemo: z.boolean(),
  /** Public key of the access log, for third parties. */
  verifierKey: z.string(),
});
export type PrintRecord = z.infer<typeof printSchema>;

/** Who made a report when; that of a dossier cannot name its entry, which commits to the report. */
export type ReportOrigin = Omit<PrintRecord, "logEntry"> & { logEntry: number | null };
