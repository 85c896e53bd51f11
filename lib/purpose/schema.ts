import * as z from "#lib/runtime/zod";

/** Reason for an access, written with each release. At least one field is set. */
export const purposeSchema = z.object({ ticket: z.nullable(z.string()), purpose: z.nullable(z.string()) });
export type Purpose = z.infer<typeof purposeSchema>;
