import { type BodyArtefact, groupOf } from "#lib/evidence/body/nature";
import { bodyTitle } from "#lib/evidence/body-title";
import type { ReadBody } from "#lib/evidence/read-body";
import type { Finding } from "./model.ts";

/** Finding of an unexpected body; null for an expected or unknown one. */
export function bodyFinding(artefact: BodyArtefact, body: ReadBody | null): Finding | null {
  const group = body && groupOf(body.nature);
  if (body === null || group === null) return null;
  return { tone: "unsure", label: { key: `evidence.body.finding.${group}` }, detail: bodyTitle(artefact, body) };
}
