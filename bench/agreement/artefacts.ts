import type { CompareRequest, ListedFile } from "#lib/agreement/protocol";
import { parseSignatureRequest } from "#lib/signature-request/model";
import { parseEvidenceStatus } from "#lib/status/parse-status";
import { makeRecordText } from "../record/texts.ts";

const person = { firstName: "Zoë", lastName: "Müller-Łukasz", dateOfBirth: "1984-02-29", nationality: "CHE" };
const document = { type: "ID_CARD", number: "X1234567", issuingCountry: "CHE", dateOfExpiry: "2031-05-04" };
const ids = { evidenceId: "evidence-12345", transactionCode: "TX-88213" };

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Makes every tenth file JSON with a digest claim. */
async function makeFile(number: number, sizeBytes: number): Promise<ListedFile> {
  const isJson = number % 10 === 0;
  const text = isJson ? JSON.stringify({ captures: [{ path: "file-1.bin", sha256: "00".repeat(32) }], person }) : "";
  const bytes = isJson ? new TextEncoder().encode(text) : new Uint8Array(sizeBytes).fill(number);
  return {
    number,
    name: `${isJson ? "protocol" : "face"}/file-${number}.${isJson ? "json" : "bin"}`,
    sizeBytes: bytes.length,
    sha256: await digest(bytes),
    isWhole: true,
    isJson,
    content: new Blob([bytes]),
  };
}

const toBase64url = (text: string) =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

export async function makeArtefacts(
  recordBytes: number,
  fileCount: number,
  fileBytes: number,
): Promise<{ call: CompareRequest; recordText: string }> {
  const files = await Promise.all(Array.from({ length: fileCount }, (_, at) => makeFile(at + 1, fileBytes)));
  const claims = files.map(({ name, sha256, sizeBytes }) => ({ path: name, sha256, size: sizeBytes }));
  const head = JSON.stringify({ ...ids, result: "PASSED", person, document, files: claims }).slice(0, -1);
  const recordText = `${head},"log":${makeRecordText(recordBytes - head.length)}}`;
  const record = new Blob([recordText]);
  const recordSha256 = await digest(new Uint8Array(await record.arrayBuffer()));
  const payload = { ...ids, result: "PASSED", person, document, record: { sha256: recordSha256 }, files: claims };
  const archive = new Blob(files.map(({ content }) => content ?? ""));
  const request = parseSignatureRequest({
    id: "sr-1",
    signatures: [
      { signer_identity_data: { first_name: "Zoe", last_name: "Mueller-Lukasz", evidence_id: ids.evidenceId } },
    ],
  });
  const statusText = JSON.stringify({
    id: "ident-1",
    ...ids,
    status: "COMPLETED",
    completedAt: "2026-11-23T07:00:00Z",
  });
  return {
    recordText,
    call: {
      facts: {
        srId: "sr-1",
        evidenceId: ids.evidenceId,
        request: { request, signer: request.signers[0] ?? null },
        status: parseEvidenceStatus(JSON.parse(statusText)),
        report: null,
      },
      statusText,
      record,
      token: { verdict: "valid", text: `e30.${toBase64url(JSON.stringify(payload))}.AA` },
      files,
      archive,
      archiveBody: archive,
    },
  };
}
