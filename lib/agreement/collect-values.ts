import { readDnAttribute } from "#lib/signature-request/activity-report";
import { knownName } from "#lib/status/field-names";
import { hasOtherId } from "#lib/status/other-id";
import type { EvidenceStatus, IdentificationState } from "#lib/status/schema";
import { idKind } from "#lib/token/id-kind";
import { collectReading } from "./collect-reading.ts";
import { collectResults, noChecks } from "./collect-results.ts";
import type { CheckFindings } from "./model.ts";
import { type AgreementInput, type JsonPrimitive, type JsonReading, type Source, statusWordPath } from "./model.ts";
import { addMrzValues } from "./mrz-values.ts";
import { StatedValues } from "./stated-values.ts";
import { memberNamesOf } from "./steps.ts";
import { collectTimes, timeConcepts } from "./time-values.ts";

function addRequest(stated: StatedValues, { srId, request }: AgreementInput) {
  if (!request) return;
  const { signer } = request;
  const state = (concept: string, text: string | null | undefined, path: string) =>
    stated.state(concept, "request", text, path);
  const at = signer ? `$.signatures[${request.request.signers.indexOf(signer)}].signer_identity_data` : "$";
  state("signature_request_id", srId, "$.id");
  state("evidence_id", signer?.evidenceId, `${at}.evidence_id`);
  state("family_name", signer?.familyName, `${at}.last_name`);
  state("given_name", signer?.givenName, `${at}.first_name`);
  state("email", signer?.email, `${at}.email_address`);
  state("mobile", signer?.mobile, `${at}.mobile_number`);
  state("quality", request.request.quality, "$.quality");
  state("legislation", request.request.legislation, "$.legislation");
}

function addStatus(stated: StatedValues, { status, evidenceId }: AgreementInput) {
  if (!status) return;
  const state = (concept: string, text: string | null | undefined, path: string) =>
    stated.state(concept, "status", text, path);
  state("identification_id", status.id, "$.id");
  // A status with another ID of the same kind may be of other evidence; a number beside a text is foreign.
  if (status.id !== null && hasOtherId(status, evidenceId) && idKind(status.id) === idKind(evidenceId))
    stated.add("evidence_id", "status", {
      text: status.id,
      path: "$.id",
      strength: "qualified",
      group: "",
      parts: null,
    });
  state("transaction_code", status.transactionCode, "$.transactionCode");
  state("account_id", status.accountId, "$.accountId");
  state("workflow_id", status.workflowId, "$.workflowId");
  addStatusWord(stated, status);
  for (const { name, at } of status.times) {
    const concept = Object.hasOwn(timeConcepts, name) ? timeConcepts[name] : undefined;
    if (concept) state(concept, at, `$.${name}`);
  }
}

/** Word per state that the result rules read as that state. */
const wordOfState: Readonly<Record<IdentificationState, string | null>> = {
  not_started: "PENDING",
  started: "IN_PROGRESS",
  in_review: "IN_REVIEW",
  completed: "COMPLETED",
  failed: "FAILED",
  expired: "EXPIRED",
  unknown: null,
};

/** Only the lists of status words give the status word a meaning; an unmapped word is not a result. */
function addStatusWord(stated: StatedValues, { status, state }: EvidenceStatus) {
  if (status === null) return;
  const word = wordOfState[state];
  const base = { text: status, path: statusWordPath, group: "", parts: null };
  stated.add(
    "result",
    "status",
    word === null ? { ...base, strength: "unread" } : { ...base, strength: "named", meaning: word },
  );
}

/** Adds undocumented status fields, which may state the person or a result. */
function addStatusFields(stated: StatedValues, checks: CheckFindings, { status, statusReading }: AgreementInput) {
  if (!statusReading) return;
  const depth = status?.wrappedIn ? 2 : 1;
  const isOther = ({ steps }: JsonPrimitive) =>
    memberNamesOf(steps).length > depth || knownName(String(steps.at(-1))) === null;
  const reading = { ...statusReading, primitives: statusReading.primitives.filter(isOther) };
  collectReading(stated, "status", reading);
  collectResults(stated, checks, "status", reading);
}

function addReport(stated: StatedValues, { report }: AgreementInput) {
  for (const { certificateSubject, quality, legislation, signedAt } of report ?? []) {
    const state = (concept: string, text: string | null | undefined, path: string) =>
      stated.state(concept, "report", text, path);
    const attribute = (name: string) => readDnAttribute(certificateSubject, name);
    const at = (name: string) => `certificateSubject ${name}`;
    const [surname, givenName] = [attribute("SURNAME") ?? attribute("SN"), attribute("GIVENNAME") ?? attribute("GN")];
    state("family_name", surname, at("SURNAME"));
    state("given_name", givenName, at("GIVENNAME"));
    const commonName = attribute("CN");
    if (!surname || !givenName) state("full_name", commonName, at("CN"));
    // Reports a name in an unreadable form (attribute types as OIDs, RFC 4514 section 2.4) as not understood.
    if (!surname && !givenName && !commonName)
      stated.add("full_name", "report", {
        text: certificateSubject,
        path: "certificateSubject",
        strength: "unread",
        group: "",
        parts: null,
      });
    state("certificate_subject", certificateSubject, "certificateSubject");
    state("signed_at", signedAt, "time");
    state("quality", quality, "quality");
    state("legislation", legislation, "legislation");
  }
}

/** Adds a record's own `id` only if another source states the same; otherwise it may identify something else. */
function addOwnId(stated: StatedValues, source: Source, primitives: readonly JsonPrimitive[]) {
  const own = primitives.find(({ steps }) => steps.length === 1 && steps[0] === "id");
  if (!own) return;
  const known = [...(stated.get("identification_id")?.values() ?? [])].flat();
  if (known.some(({ text }) => text === own.text)) stated.state("identification_id", source, own.text, "$.id");
}

/** Values per source; `rest` are the primitives of record and token with unexplained names. */
export type CollectedValues = {
  stated: StatedValues;
  checks: CheckFindings;
  rest: { record: JsonPrimitive[]; token: JsonPrimitive[]; files: JsonPrimitive[] };
};

export function collectValues(input: AgreementInput): CollectedValues {
  const stated = new StatedValues();
  const checks = noChecks();
  addRequest(stated, input);
  addStatus(stated, input);
  addStatusFields(stated, checks, input);
  const add = (source: Source, reading: JsonReading | null, prefix = "") => {
    if (!reading) return [];
    const rest = collectReading(stated, source, reading, prefix);
    addMrzValues(stated, source, reading.primitives, prefix);
    collectResults(stated, checks, source, reading, prefix);
    collectTimes(stated, source, reading, prefix);
    return rest;
  };
  const rest = {
    record: add("record", input.record),
    token: add("token", input.token),
    files: (input.files ?? []).flatMap(({ name, reading }) => add("files", reading, `${name}#`)),
  };
  addOwnId(stated, "record", rest.record);
  addReport(stated, input);
  return { stated, checks, rest };
}
