import { readNameAttribute } from "#lib/signature-request/report";
import type { AgreementInput, Leaf, Source } from "./model.ts";
import { Said, say } from "./said.ts";
import { sayZones } from "./say-zones.ts";
import { findRule } from "./statement-rules.ts";

/** @returns the leaves that no rule took */
function sayLeaves(said: Said, source: Source, leaves: readonly Leaf[], prefix = ""): Leaf[] {
  return leaves.filter((leaf) => {
    if (leaf.kind === "null") return false;
    const rule = findRule(leaf.names);
    if (rule) say(said, rule.name, source, leaf.text, `${prefix}${leaf.path}`, leaf.inList);
    return rule === null;
  });
}

function sayRequest(said: Said, { srId, evidenceId, request }: AgreementInput) {
  if (!request) return;
  const { signer } = request;
  say(said, "signature_request_id", "request", srId, "$.id");
  const at = signer ? `$.signatures[${request.request.signers.indexOf(signer)}].signer_identity_data` : "$";
  say(said, "evidence_id", "request", signer?.evidenceId ?? evidenceId, `${at}.evidence_id`);
  say(said, "family_name", "request", signer?.familyName, `${at}.last_name`);
  say(said, "given_name", "request", signer?.givenName, `${at}.first_name`);
  say(said, "email", "request", signer?.email, `${at}.email_address`);
  say(said, "mobile", "request", signer?.mobile, `${at}.mobile_number`);
  say(said, "quality", "request", request.request.quality, "$.quality");
  say(said, "legislation", "request", request.request.legislation, "$.legislation");
}

const timeStatements: Record<string, string> = {
  createdAt: "created_at",
  startedAt: "started_at",
  completedAt: "completed_at",
  reviewedAt: "reviewed_at",
};

function sayStatus(said: Said, { status }: AgreementInput) {
  if (!status) return;
  say(said, "identification_id", "status", status.id, "$.id");
  say(said, "transaction_code", "status", status.transactionCode, "$.transactionCode");
  say(said, "account_id", "status", status.accountId, "$.accountId");
  say(said, "workflow_id", "status", status.workflowId, "$.workflowId");
  say(said, "result", "status", status.status, "$.status");
  for (const { name, at } of status.times) {
    const statement = Object.hasOwn(timeStatements, name) ? timeStatements[name] : undefined;
    if (statement) say(said, statement, "status", at, `$.${name}`);
  }
}

function sayReport(said: Said, { report }: AgreementInput) {
  for (const { certificateSubject, quality, legislation, signedAt } of report ?? []) {
    const attribute = (name: string) => readNameAttribute(certificateSubject, name);
    const at = (name: string) => `certificateSubject ${name}`;
    const [surname, givenName] = [attribute("SURNAME") ?? attribute("SN"), attribute("GIVENNAME") ?? attribute("GN")];
    say(said, "family_name", "report", surname, at("SURNAME"));
    say(said, "given_name", "report", givenName, at("GIVENNAME"));
    if (!surname || !givenName) say(said, "full_name", "report", attribute("CN"), at("CN"));
    say(said, "certificate_subject", "report", certificateSubject, "certificateSubject");
    say(said, "signed_at", "report", signedAt, "time");
    say(said, "quality", "report", quality, "quality");
    say(said, "legislation", "report", legislation, "legislation");
  }
}

/** A record's own `id` is the identification's only where another source says the same; otherwise it is nobody's. */
function sayOwnId(said: Said, source: Source, leaves: readonly Leaf[]) {
  const own = leaves.find(({ path, kind }) => path === "$.id" && kind === "string");
  if (!own) return;
  const stated = [...(said.get("identification_id")?.values() ?? [])].flat();
  if (stated.some(({ text }) => text === own.text)) say(said, "identification_id", source, own.text, own.path);
}

/** Gathers what each opened source says; `rest` are the scalars of record and token that no rule knows. */
export function collectStatements(input: AgreementInput): { said: Said; rest: { record: Leaf[]; token: Leaf[] } } {
  const said = new Said();
  sayRequest(said, input);
  sayStatus(said, input);
  const rest = {
    record: sayLeaves(said, "record", input.record?.leaves ?? []),
    token: sayLeaves(said, "token", input.token?.leaves ?? []),
  };
  for (const { name, reading } of input.files ?? []) if (reading) sayLeaves(said, "files", reading.leaves, `${name}#`);
  sayZones(said, "record", input.record?.leaves ?? []);
  sayZones(said, "token", input.token?.leaves ?? []);
  for (const { name, reading } of input.files ?? []) if (reading) sayZones(said, "files", reading.leaves, `${name}#`);
  sayOwnId(said, "record", rest.record);
  sayReport(said, input);
  return { said, rest };
}
