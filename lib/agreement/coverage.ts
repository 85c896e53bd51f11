import { type CoreConcept, coreConcepts, identityConcepts } from "./core-concepts.ts";
import type { AgreementInput, Cell, DescribingSource, DigestClaim, Gap, Source, Statement } from "./model.ts";
import { sources } from "./model.ts";
import type { StatedValues } from "./stated-values.ts";

const cellOf = (statements: readonly Statement[], name: string, source: Source) =>
  statements
    .find((statement) => statement.name === name && statement.isKnown)
    ?.cells.find((cell) => cell.source === source);

const isStated = (cell: Cell | undefined) => (cell?.values.length ?? 0) > 0;

/** An agreeing full name covers given and family name. */
const coversName = (statements: readonly Statement[], concept: string, source: Source) =>
  (concept === "family_name" || concept === "given_name") &&
  cellOf(statements, "full_name", source)?.outcome === "agrees";

/** True if a valid token signs the digest of the record as sent. */
export const signsRecord = (digests: readonly DigestClaim[]) =>
  digests.some(
    ({ source, outcome, match }) =>
      source === "token" && outcome === "proven" && match?.kind === "body" && match.source === "record",
  );

function states(stated: StatedValues, source: Source, concepts: readonly string[]): boolean {
  return concepts.some((concept) => stated.valuesOf(concept, source).some(({ strength }) => strength !== "foreign"));
}

const nameConcepts = ["family_name", "given_name", "full_name"];

/** True if the source identifies the person; a token of IDs and digests alone does not. */
export const describesPerson = (stated: StatedValues, source: Source) =>
  states(stated, source, [...identityConcepts, "full_name"]);

/** True if an archive file has a name and distinguishes namesakes. */
const describesFully = (stated: StatedValues, source: Source) =>
  states(stated, source, nameConcepts) && states(stated, source, ["birth_date", "document_number"]);

function describing(input: AgreementInput, stated: StatedValues, isRecordSigned: boolean): DescribingSource[] {
  const found: DescribingSource[] = [];
  if (input.record) found.push("record");
  // A token that signs the record's digest covers the record's statements.
  if (input.token && !isRecordSigned && describesPerson(stated, "token")) found.push("token");
  if (input.files && describesFully(stated, "files")) found.push("files");
  return found;
}

/** Finds unconfirmed core statements. The result is required of record and token alone. */
export function findGaps(
  input: AgreementInput,
  statements: readonly Statement[],
  stated: StatedValues,
  digests: readonly DigestClaim[],
): Gap[] {
  const requested = describing(input, stated, signsRecord(digests));
  // Without a person or document in any source, the record does not confirm one.
  const isAnyone = sources.some((source) => describesPerson(stated, source));
  return coreConcepts.flatMap((concept) => {
    const isAnywhere =
      (!isAnyone && concept !== "result") ||
      statingSources(concept).some(
        (source) =>
          isStated(cellOf(statements, concept, source)) ||
          (coversFull(concept) && isStated(cellOf(statements, "full_name", source))),
      );
    if (!isAnywhere) return [];
    return (["record", "token", "files"] as const).flatMap((source): Gap[] => {
      const cell = cellOf(statements, concept, source);
      const isRequired = requested.includes(source) && !(concept === "result" && source === "files");
      // An unreadable value counts even if the artefact need not state it.
      if (!isRequired && !isStated(cell)) return [];
      if (cell && cell.values.length > 0 && (cell.outcome === "agrees" || cell.outcome === "differs")) return [];
      if (coversName(statements, concept, source)) return [];
      const kind = cell?.outcome ?? "not_confirmed";
      if (kind === "not_confirmed" || kind === "not_understood" || kind === "not_comparable" || kind === "similar")
        return [{ concept, source, kind, rule: cell?.rule ?? null, values: cell?.values ?? [] }];
      return [];
    });
  });
}

/** The token need not repeat a processing status of the record. */
const statingSources = (concept: CoreConcept): readonly Source[] =>
  concept === "result" ? ["token", "record"] : ["token", "record", "request", "files"];

const coversFull = (concept: string) => concept === "family_name" || concept === "given_name";
