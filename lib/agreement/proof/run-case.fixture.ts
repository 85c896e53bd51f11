import { createHash } from "node:crypto";
import type { ReportSignature } from "#lib/signature-request/activity-report";
import { parseSignatureRequest } from "#lib/signature-request/model";
import { parseEvidenceStatus } from "#lib/status/parse-status";
import type { IdentificationState } from "#lib/status/schema";
import { compareArtefacts } from "../compare-artefacts.ts";
import { type Conclusion, deriveConclusion } from "../conclusion.ts";
import type { Agreement, CellOutcome, Source } from "../model.ts";
import { type Concept, concepts, givenName, person } from "./person.fixture.ts";

/**
 * The only file of this folder that calls the comparison: everything else is written against `runCase`.
 */
export type CaseInput = {
  /** The record as the provider would send it: JSON text or bytes. */
  record: string | Uint8Array<ArrayBuffer>;
  /** The payload of a token that counts as `valid`: an object, or its exact text. */
  tokenClaims: object | string;
  /** What the signature request says of the signer; the person of the vendor forms where it is left out. */
  request?: { familyName: string | null; givenName: string | null; email?: string };
  /** `content` null: the page left the file out. */
  files?: readonly { name: string; content: string | Uint8Array<ArrayBuffer> | null }[];
  statusState?: IdentificationState;
  /** Fields beside or instead of those of the plain status. */
  status?: object;
  /** Subjects of the certificates in the signature report. */
  certificateSubjects?: readonly string[];
};

/** What one artefact states about one core concept. `absent` is the claim that it states nothing of it. */
export type CaseCell = {
  concept: Concept | "full_name";
  source: Source;
  outcome: CellOutcome;
  values: readonly string[];
};

export type CaseResult = {
  tone: Conclusion["tone"];
  code: Conclusion["code"];
  cells: CaseCell[];
  /** Something was left out: the artefact was too large, cut or broken off. */
  isIncomplete: boolean;
  agreement: Agreement;
  conclusion: Conclusion;
};

const ids = { srId: "sr-1", evidenceId: "evidence-1" };
const status = {
  id: "evidence-1",
  transactionCode: "481516234",
  accountId: 7,
  workflowId: 12,
  status: "COMPLETED",
  createdAt: "2026-11-23T06:00:00.000Z",
  startedAt: "2026-11-23T06:05:00.000Z",
  completedAt: "2026-11-23T07:00:00.250Z",
};

const encode = (text: string) => Buffer.from(text).toString("base64url");
const header = encode(JSON.stringify({ alg: "ES256", kid: "key-1" }));
const signature = encode("x".repeat(64));

/** The id claim is what binds the token to the evidence; it states nothing about the person. */
function makeToken(claims: object | string): string {
  const payload = typeof claims === "string" ? claims : JSON.stringify({ evidenceId: ids.evidenceId, ...claims });
  return `${header}.${encode(payload)}.${signature}`;
}

function makeRequest(requested: CaseInput["request"]) {
  const {
    familyName,
    givenName: given,
    email,
  } = requested ?? {
    familyName: person.familyName,
    givenName: givenName(person),
  };
  const identity = { first_name: given, last_name: familyName, email_address: email, evidence_id: ids.evidenceId };
  const request = parseSignatureRequest({ id: ids.srId, signatures: [{ signer_identity_data: identity }] });
  return { request, signer: request.signers[0] ?? null };
}

function listFile({ name, content }: NonNullable<CaseInput["files"]>[number], index: number) {
  const blob = content === null ? null : new Blob([content]);
  const sha256 = createHash("sha256")
    .update(content ?? "")
    .digest("hex");
  const isJson = name.endsWith(".json");
  return { number: index + 1, name, sizeBytes: blob?.size ?? 0, sha256, isWhole: true, isJson, content: blob };
}

const makeSignature = (certificateSubject: string): ReportSignature => ({
  signatureId: null,
  signer: null,
  email: null,
  signedAt: "2026-11-23T08:00:00.000Z",
  quality: null,
  legislation: null,
  certificateSubject,
  certificateSerial: null,
  certificateIssuer: null,
});

const isConcept = (name: string): name is CaseCell["concept"] =>
  name === "full_name" || (concepts as readonly string[]).includes(name);

function listCells({ statements }: Agreement): CaseCell[] {
  return statements.flatMap(({ name, cells }) =>
    isConcept(name)
      ? cells.map(({ source, outcome, values }) => ({
          concept: name,
          source,
          outcome,
          values: values.map(({ text }) => text),
        }))
      : [],
  );
}

/** Compares one case as the page does once everything was opened, and draws the conclusion. */
export async function runCase(input: CaseInput): Promise<CaseResult> {
  const files = (input.files ?? []).map(listFile);
  const sentStatus = { ...status, ...input.status };
  const evidenceStatus = parseEvidenceStatus(sentStatus);
  const report = input.certificateSubjects?.map(makeSignature) ?? null;
  const agreement = await compareArtefacts({
    facts: { ...ids, request: makeRequest(input.request), status: evidenceStatus, report },
    statusText: JSON.stringify(sentStatus),
    record: new Blob([input.record]),
    token: { verdict: "valid", text: makeToken(input.tokenClaims) },
    files,
    archive: null,
    archiveBody: null,
  });
  const conclusion = deriveConclusion({
    identification: input.statusState ?? evidenceStatus.state,
    token: { verdict: "valid", reason: "valid" },
    archive: { files: files.length, damaged: 0, unread: 0, isListed: true },
    agreement,
    statusWord: evidenceStatus.status,
    notOpened: [],
    failed: [],
    isChecking: false,
    signatures: report?.length ?? null,
  });
  return {
    tone: conclusion.tone,
    code: conclusion.code,
    cells: listCells(agreement),
    isIncomplete: agreement.isCut || agreement.broken.length > 0 || agreement.checks.unclearCount > 0,
    agreement,
    conclusion,
  };
}
