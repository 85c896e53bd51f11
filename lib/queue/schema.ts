import * as z from "#lib/runtime/zod";

/** Cases of a recorded batch. */
export const batchSchema = z.object({ count: z.number() });
