import { readNameAttribute } from "#lib/signature-request/report";
import { type CheckFindings, collectResults, noChecks } from "./check-results.ts";
import { collectReading } from "./collect-reading.ts";
import type { AgreementInput, JsonPrimitive, JsonReading, Source } from "./model.ts";
import { addMrzValues } from "./mrz-values.ts";
import { StatedValues } from "./stated-values.ts";
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

function addStatus(stated: StatedValues, { status }: AgreementInput) {
  if (!status) return;
  const state = (concept: string, text: string | null | undefined, path: string) =>
    stated.state(concept, "status", text, path);
  state("identification_id", status.id, "$.id");
  state("transaction_code", status.transactionCode, "$.transactionCode");
  state("account_id", status.accountId, "$.accountId");
  state("workflow_id", status.workflowId, "$.workflowId");
  state("result", status.status, "$.status");
  for (const { name, at } of status.times) {
    const concept = Object.hasOwn(timeConcepts, name) ? timeConcepts[name] : undefined;
    if (concept) state(concept, at, `$.${name}`);
  }
}

function addReport(stated: StatedValues, { report }: AgreementInput) {
  for (const { certificateSubject, quality, legislation, signedAt } of report ?? []) {
    const state = (concept: string, text: string | null | undefined, path: string) =>
      stated.state(concept, "report", text, path);
    const attribute = (name: string) => readNameAttribute(certificateSubject, name);
    const at = (name: string) => `certificateSubject ${name}`;
    const [surname, givenName] = [attribute("SURNAME") ?? attribute("SN"), attribute("GIVENNAME") ?? attribute("GN")];
    state("family_name", surname, at("SURNAME"));
    state("given_name", givenName, at("GIVENNAME"));
    if (!surname || !givenName) state("full_name", attribute("CN"), at("CN"));
    state("certificate_subject", certificateSubject, "certificateSubject");
    state("signed_at", signedAt, "time");
    state("quality", quality, "quality");
    state("legislation", legislation, "legislation");
  }
}

/** A record's own `id` is the identification's only where another source says the same; otherwise it is of something else. */
function addOwnId(stated: StatedValues, source: Source, primitives: readonly JsonPrimitive[]) {
  const own = primitives.find(({ steps }) => steps.length === 1 && steps[0] === "id");
  if (!own) return;
  const known = [...(stated.get("identification_id")?.values() ?? [])].flat();
  if (known.some(({ text }) => text === own.text)) stated.state("identification_id", source, own.text, "$.id");
}

/** What the sources state; `rest` are the primitives that no name explains, for record and token. */
export type Collected = {
  stated: StatedValues;
  checks: CheckFindings;
  rest: { record: JsonPrimitive[]; token: JsonPrimitive[]; files: JsonPrimitive[] };
};

/** Gathers what each opened source states. */
export function collectValues(input: AgreementInput): Collected {
  const stated = new StatedValues();
  const checks = noChecks();
  addRequest(stated, input);
  addStatus(stated, input);
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
