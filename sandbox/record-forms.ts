import { encryptBesideKey, encryptCompact } from "./encrypt.ts";
import { makeEnvelopedData } from "./enveloped-data.ts";
import type { Identification } from "./identification.ts";
import { formatProblem } from "./problem.ts";

/** Bodies sent instead of a record in UTF-8, all with status 200. */

export type RecordForm =
  | "jwe"
  | "wrapped-key"
  | "enveloped-data"
  | "utf-16"
  | "json-string"
  | "empty-object"
  | "problem"
  | "html";

type SentRecord = { bytes: Buffer; contentType: string };

const json = (text: string): SentRecord => ({ bytes: Buffer.from(text), contentType: "application/json" });
const plain = (text: string): SentRecord => ({ bytes: Buffer.from(text), contentType: "text/plain" });

function makeProblem({ evidenceId }: Identification): SentRecord {
  const request = { method: "GET", path: `/identification/${evidenceId}/json` };
  return json(formatProblem(request, { status: 500, name: "problem-with-message", message: "Internal server error." }));
}

const maintenancePage = `<!DOCTYPE html>
<html lang="en">
  <head><title>Maintenance</title></head>
  <body><h1>Maintenance</h1><p>This service is back at 06:00.</p></body>
</html>
`;

const forms: Record<RecordForm, (text: string, identification: Identification) => SentRecord> = {
  jwe: (text) => plain(encryptCompact(Buffer.from(text), { cty: "json" })),
  "wrapped-key": (text) => json(`${JSON.stringify(encryptBesideKey(Buffer.from(text)), null, 2)}\n`),
  "enveloped-data": (text) => ({
    bytes: makeEnvelopedData(Buffer.from(text)),
    contentType: "application/octet-stream",
  }),
  "utf-16": (text) => ({ bytes: Buffer.from(`\ufeff${text}`, "utf16le"), contentType: "application/json" }),
  "json-string": (text) => json(JSON.stringify(text)),
  "empty-object": () => json("{}"),
  problem: (_text, identification) => makeProblem(identification),
  html: () => plain(maintenancePage),
};

export function encodeRecord(form: RecordForm, text: string, identification: Identification): SentRecord {
  return forms[form](text, identification);
}

/** True if the body contains the record in some encoding, so that its digest is meaningful. */
export function holdsRecord(form: RecordForm | undefined): boolean {
  return form === undefined || !["empty-object", "problem", "html"].includes(form);
}
