import { cases, sandboxCredentials } from "./cases.ts";
import { addDays, jitterMs, subtractMinutes } from "./clock.ts";
import type { Scenario, Signer } from "./identification.ts";
import { makeUuid } from "./make-uuid.ts";
import { scenarios } from "./scenarios.ts";

/** Signature requests as in the vendor's OpenAPI: `SignatureResponse_v3`, and `SignatureResponse` for v2. */

export type Version = "v2" | "v3";

const business = "biz-0b7d41e29c3f4a518a67d05cc1b2e934";

export function createdAt(scenario: Scenario, now: Date): Date {
  const minutes = scenario.signers.map(({ identification }) => identification?.createdMinutesAgo ?? 0);
  const pause = jitterMs(scenario.documents.join());
  // Up to 15 minutes between the request and the first opened link.
  return new Date(subtractMinutes(now, Math.max(...minutes) + 2).getTime() - pause * 15);
}

function updatedAt(scenario: Scenario, now: Date): Date {
  const minutes = scenario.signers.map(({ identification }) => identification?.completedMinutesAgo ?? 1);
  return subtractMinutes(now, Math.max(0, Math.min(...minutes) - 1));
}

function makeIdentity(signer: Signer) {
  const { invited, identification } = signer;
  return {
    email_address: invited.email,
    first_name: invited.givenName,
    last_name: invited.familyName,
    mobile_number: invited.mobile,
    language: invited.language,
    identification_require_evidence: true,
    ...(identification ? { provider: "express_qes", evidence_id: identification.evidenceId } : {}),
  };
}

function makeSignature(srId: string, scenario: Scenario, signer: Signer, index: number, version: Version) {
  const sid = makeUuid(`${srId} signature ${index}`);
  const documents = scenario.documents.map((name) => ({
    document_id: makeUuid(`${srId} ${name}`),
    visual_signature: null,
  }));
  return {
    sid,
    ...(signer.accountEmail ? { account_email: signer.accountEmail } : { signer_identity_data: makeIdentity(signer) }),
    // A bearer link that allows its holder to sign. It must never leave the product's server.
    signing_url: `https://my.skribble.com/view/${srId}/${sid}?token=${makeUuid(`${sid} bearer`)}`,
    ...(version === "v3" ? { document_signatures: documents, invited_by: sandboxCredentials.username } : {}),
    sequence: scenario.signers.length > 1 ? index + 1 : 1,
    status_code: signer.statusCode,
    notify: true,
  };
}

export function makeSignatureRequest(entry: (typeof cases)[number], now: Date, version: Version) {
  const scenario = scenarios[entry.name];
  const { srId, title } = entry;
  const documents = scenario.documents.map((name) => ({
    id: makeUuid(`${srId} ${name}`),
    name,
    version_id: makeUuid(`${srId} ${name} version`),
  }));
  const emails = scenario.signers.map(({ accountEmail, invited }) => accountEmail ?? invited.email);
  const created = createdAt(scenario, now);
  return {
    id: srId,
    title,
    message: "Please sign this document.",
    ...(version === "v3" ? { documents } : { document_id: documents[0]?.id }),
    legislation: scenario.legislation,
    quality: "QES",
    signing_url: `https://my.skribble.com/view/${srId}?token=${makeUuid(`${srId} bearer`)}`,
    status_overall: scenario.statusOverall,
    ...(version === "v3"
      ? { business_id: business, origin: "API", observers: [] }
      : { business, cc_email_addresses: [] }),
    signatures: scenario.signers.map((signer, index) => makeSignature(srId, scenario, signer, index, version)),
    expiration_date: addDays(created, 90).toISOString().slice(0, 10),
    attachments: [],
    attach_on_success: ["SIGNED_DOCUMENT"],
    owner: sandboxCredentials.username,
    read_access: [...emails, sandboxCredentials.username],
    write_access: [sandboxCredentials.username],
    created_at: created.toISOString(),
    updated_at: updatedAt(scenario, now).toISOString(),
  };
}

/** Filters of the list; empty text matches everything. */
export type ListQuery = {
  search: string;
  statusOverall: string;
  signatureStatus: string;
  accountEmail: string;
  /** From 1; null switches paging off. */
  pageNumber: number | null;
  pageSize: number;
};

/** Matching requests, newest first; all of them without a page number. */
export function listSignatureRequests(query: ListQuery, now: Date, version: Version) {
  const search = query.search.toLowerCase();
  const matching = cases
    .filter(({ title }) => title.toLowerCase().includes(search))
    .map((entry) => ({ entry, scenario: scenarios[entry.name] }))
    .filter(({ scenario }) => !query.statusOverall || scenario.statusOverall === query.statusOverall)
    .filter(
      ({ scenario: { signers } }) =>
        signers.some(({ statusCode }) => !query.signatureStatus || statusCode === query.signatureStatus) &&
        signers.some(({ accountEmail }) => !query.accountEmail || accountEmail === query.accountEmail),
    )
    .sort((a, b) => createdAt(b.scenario, now).getTime() - createdAt(a.scenario, now).getTime());
  const { pageNumber, pageSize } = query;
  const page = pageNumber === null ? matching : matching.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
  return page.map(({ entry }) => makeSignatureRequest(entry, now, version));
}
