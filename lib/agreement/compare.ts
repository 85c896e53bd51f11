import { withoutPersonalNames } from "./check-note-names.ts";
import { compareDigests } from "./compare-digests.ts";
import { compareStatements } from "./compare-statements.ts";
import { coreConcepts } from "./core-concepts.ts";
import { describesPerson, findGaps, signsRecord } from "./coverage.ts";
import { findMethod } from "./find-method.ts";
import { matchConcept } from "./match-concept.ts";
import { normalizeMemberName } from "./member-words.ts";
import type { Agreement, AgreementInput, JsonPrimitive, Source } from "./model.ts";
import { createFilter, type PrimitiveFilter } from "./primitive-filter.ts";
import { searchForms } from "./search-forms.ts";
import { memberNamesOf } from "./steps.ts";

export function compare(input: AgreementInput): Agreement {
  const { record, token, files } = input;
  const { statements, stated, checks, isCut: isStatedCut } = compareStatements(input);
  const digests = compareDigests(input);
  const fromFiles = (files ?? []).flatMap(({ reading }) => reading ?? []);
  const broken: Source[] = record?.fault ? ["record"] : [];
  if (fromFiles.some(({ fault }) => fault)) broken.push("files");
  const readings = [record, token, ...fromFiles].filter((reading) => reading !== null);
  const isSigned = token?.verdict === "valid" && (describesPerson(stated, "token") || signsRecord(digests.digests));
  const isRecognised = coreConcepts.some((concept) => stated.valuesOf(concept, "record").length > 0);
  return {
    statements,
    gaps: findGaps(input, statements, stated, digests.digests),
    isIdentitySigned: isSigned,
    isRecordRecognised: record ? isRecognised || stated.valuesOf("full_name", "record").length > 0 : null,
    method: findMethod([
      ["token", token],
      ["record", record],
    ]),
    checks: withoutPersonalNames(checks, stated),
    digests: digests.digests,
    unclaimedFiles: digests.unclaimedFiles,
    notEvidence: [],
    broken,
    isCut: readings.some((reading) => reading.isCut) || isStatedCut || digests.isCut,
    cutPaths: readings.flatMap(({ cutPaths }) => cutPaths).slice(0, 10),
  };
}

/** Minimum length. Shorter texts are equal by chance. */
const minLength = 6;

/** Creates a large text's filter: known names, and values of token or request in every spelling. */
export function createRecordFilter(token: readonly JsonPrimitive[], requested: readonly string[]): PrimitiveFilter {
  const texts = new Set(token.filter(({ text }) => text.length >= minLength).map(({ text }) => text));
  const identifying = token.filter(({ steps }) => matchConcept(memberNamesOf(steps)) !== null).map(({ text }) => text);
  for (const text of [...identifying, ...requested]) for (const form of searchForms(text)) texts.add(form);
  const ownNames = new Set(token.map(({ steps }) => normalizeMemberName(memberNamesOf(steps).at(-1) ?? "")));
  return createFilter(texts, ownNames);
}
