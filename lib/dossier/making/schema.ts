import * as z from "#lib/runtime/zod";
import { entryLineSchema, keysFileSchema } from "#lib/transparency-log/schema";
import { batchStates } from "../several/model.ts";
import { custodyModes, leavable } from "./parse-order.ts";

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

/** A request for several dossiers as a person may see it (lib/dossier/several). Times are ISO 8601 in UTC. */
export const dossierBatchSchema = z.object({
  id: z.string(),
  /** Of the request's stored text; an answer names it. */
  sha256: z.string(),
  state: z.enum(batchStates),
  isOwn: z.boolean(),
  /** Why this person cannot confirm or refuse it. */
  refusal: z.nullable(z.enum(["same_person"])),
  askedBy: z.string(),
  askedAt: z.string(),
  expiresAt: z.string(),
  answeredBy: text,
  answeredAt: text,
  custody: z.enum(custodyModes),
  leftOut: z.array(z.enum(leavable)),
  recipient: z.string(),
  basis: z.string(),
  /** `logEntry` is the number of the dossier's entry, once it is recorded. */
  cases: z.array(z.object({ srId: z.string(), evidenceId: z.string(), logEntry: z.nullable(z.number()) })),
});
export type DossierBatch = z.infer<typeof dossierBatchSchema>;

export const dossierBatchesSchema = z.object({ batches: z.array(dossierBatchSchema) });
