import * as z from "#lib/runtime/zod";

/** Files of a dossier as a reader takes them; names that a reader does not know are dropped (DOSSIER.md section 3). */

const text = z.nullable(z.string());

export const dossierFormat = "evidence-dossier/1";

export const artefactStates = ["present", "absent", "not_opened", "failed", "left_out"] as const;

const artefactSchema = z.object({
  name: z.enum(["status", "record", "files", "token", "report", "signed"]),
  path: text,
  state: z.enum(artefactStates),
  sizeBytes: z.nullable(z.number()),
  sha256: text,
  receivedAt: text,
  requestId: text,
  reason: text,
});

export const dossierSchema = z.object({
  format: z.literal(dossierFormat),
  madeAt: z.string(),
  madeBy: z.object({ name: text, subject: z.string() }),
  purpose: text,
  ticket: text,
  srId: z.string(),
  evidenceId: z.string(),
  product: z.object({ name: z.string(), version: z.string() }),
  environment: z.enum(["production", "demo"]),
  custody: z.enum(["without_names", "none", "full"]),
  pieces: z.array(artefactSchema),
});
export type DossierFile = z.infer<typeof dossierSchema>;

/** What a verifier needs of `verdict.json`; the checks stay as they are. */
export const recordedVerdictSchema = z.object({
  format: z.literal("evidence-dossier-verdict/1"),
  judgedAt: z.string(),
  verdict: z.enum(["undecodable", "invalid", "untrusted", "not_yet_valid", "expired", "unbound", "valid"]),
  reason: z.string(),
  checks: z.array(z.object({ name: z.string(), outcome: z.string(), reason: z.string() })),
  key: z.nullable(z.object({ thumbprint: z.string() })),
  sha256: z.string(),
});
export type RecordedVerdict = z.infer<typeof recordedVerdictSchema>;

/** Decisions as the store has them; `canonical` is the text that `sha256` and the assertion are over. */
export const recordedDecisionsSchema = z.object({
  format: z.literal("evidence-dossier-decisions/1"),
  decisions: z.array(
    z.object({
      canonical: z.string(),
      sha256: z.string(),
      logEntry: z.number(),
      assertion: z.nullable(z.jsonObject),
    }),
  ),
});

const anything = z.custom<unknown>(() => true);

/** What a verifier compares of `request.json`; the rest is as the provider sent it. */
export const recordedRequestSchema = z.object({
  id: z.optional(anything),
  signatures: z.optional(
    z.nullable(
      z.array(
        z.object({
          signer_identity_data: z.optional(z.nullable(z.object({ evidence_id: z.optional(anything) }))),
        }),
      ),
    ),
  ),
});
