import * as z from "#lib/runtime/zod";

/** Number of the log entry that records the opening. */
export const compareSchema = z.object({ logEntry: z.number() });
