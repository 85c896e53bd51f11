import * as z from "#lib/runtime/zod";

const text = z.nullable(z.string());

/** Entry line of the specification; the order of the names is part of it. */
export const entryLineSchema = z.object({
  index: z.number(),
  at: z.string(),
  event: z.string(),
  commitment: z.string(),
  salt: text,
  content: text,
  path: z.optional(z.array(z.string())),
});

/** Response of `GET /api/audit/entries/{number}/proof`: the entry with its path, and the signed note that it leads to. */
export const entryProofSchema = z.object({ entry: entryLineSchema, checkpoint: z.string() });
export type EntryProof = z.infer<typeof entryProofSchema>;

/** Keys of a log, oldest first. The later ones have the rotation's entry and its proof. */
export const keysFileSchema = z.object({
  origin: z.string(),
  keys: z.array(
    z.object({
      vkey: z.string(),
      from: z.number(),
      entry: z.optional(entryLineSchema),
      proof: z.optional(z.string()),
    }),
  ),
});
