import * as z from "#lib/runtime/zod";
import { entryLineSchema, keysFileSchema } from "#lib/transparency-log/schema";

const text = z.nullable(z.string());

/** Texts of the files that the server answers for, by their path below `data/`. */
export const dossierPartsSchema = z.custom<Record<string, string>>(
  (value) =>
    z.safeParse(z.jsonObject, value).success &&
    Object.values(value as object).every((file: unknown) => typeof file === "string"),
);

/** Answer of `POST …/dossiers`: the dossier's own entry, and all that proves it. */
export const recordedDossierSchema = z.object({
  entry: entryLineSchema,
  checkpoint: z.string(),
  keys: keysFileSchema,
  custody: z.object({ entries: z.array(entryLineSchema), isCut: z.boolean() }),
  timestamp: z.object({
    state: z.enum(["granted", "failed", "not_configured"]),
    /** Base64 of the RFC 3161 response. */
    response: text,
    ca: text,
    chain: text,
  }),
});
export type RecordedDossier = z.infer<typeof recordedDossierSchema>;
