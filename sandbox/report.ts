import { type cases, sandboxCredentials } from "./cases.ts";
import { addDays, subtractMinutes } from "./clock.ts";
import { hashBytes } from "./evidence-files.ts";
import type { Signer } from "./identification.ts";
import { makeUuid } from "./make-uuid.ts";
import { scenarios } from "./scenarios.ts";
import { createdAt } from "./signature-requests.ts";

/** Activity report of a signature request (`SignatureReport` in the vendor's OpenAPI). Each fetch adds an event to it. */

/** `2026-01-22 07:46:39 GMT`, the vendor's format. */
const formatTime = (time: Date) => `${time.toISOString().slice(0, 19).replace("T", " ")} GMT`;

function makeAction(name: string, time: Date, fields: Record<string, unknown> = {}) {
  return {
    name,
    ip: "198.51.100.23",
    time: formatTime(time),
    quality: "",
    legislation: "",
    documentId: "",
    documentSha256: "",
    documentPageCount: 0,
    documentSize: 0,
    documents: [],
    message: "",
    signatureId: "",
    signersAdded: [],
    signersRemoved: [],
    observersAdded: [],
    observersRemoved: [],
    delegatees: [],
    delegatedSignatureId: null,
    newSignatureIds: [],
    certificateSubject: null,
    certificateSerial: null,
    certificateIssuer: null,
    signatureImage: null,
    signerGroupsAdded: [],
    signerGroupsRemoved: [],
    signerGroupName: null,
    mabEvidenceId: null,
    ...fields,
  };
}

type Context = { srId: string; documents: { documentId: string; documentSha256: string }[]; legislation: string };

/** The qualified certificate names the document's holder, not the person entered in the request. */
function makeCertificate(signer: Signer, sid: string) {
  const holder = signer.identification?.person ?? signer.invited;
  const country = signer.identification?.person?.nationality === "CHE" ? "CH" : "DE";
  return {
    certificateSubject: `CN=${holder.givenName} ${holder.familyName},GIVENNAME=${holder.givenName},SURNAME=${holder.familyName},SERIALNUMBER=SBX${hashBytes(sid).slice(0, 10).toUpperCase()},C=${country}`,
    certificateSerial: BigInt(`0x${hashBytes(`${sid} serial`).slice(0, 30)}`).toString(),
    certificateIssuer: "CN=Sandbox Qualified CA 4 (TEST),O=Sandbox Trust Services (TEST),C=CH",
  };
}

function makeUser(signer: Signer, index: number, now: Date, context: Context) {
  const { srId, documents, legislation } = context;
  const sid = makeUuid(`${srId} signature ${index}`);
  const { identification, invited, statusCode } = signer;
  const minutes = identification?.reviewedMinutesAgo ?? identification?.completedMinutesAgo ?? 60;
  const signed = makeAction("SIGNED", subtractMinutes(now, minutes - 2), {
    quality: "QES",
    legislation,
    documents,
    documentId: documents[0]?.documentId ?? "",
    documentSha256: documents[0]?.documentSha256 ?? "",
    documentPageCount: 6,
    documentSize: 184_320,
    signatureId: sid,
    ...makeCertificate(signer, sid),
    mabEvidenceId: identification?.evidenceId ?? null,
  });
  return {
    id: signer.accountEmail ?? makeUuid(`${sid} user`),
    firstname: invited.givenName,
    lastname: invited.familyName,
    groupName: "",
    email: signer.accountEmail ?? invited.email,
    mobile: invited.mobile,
    businessName: "",
    userActions: statusCode === "SIGNED" ? [signed] : [],
  };
}

/** @param fetchedAt times of all fetches, including this one */
export function makeReport(entry: (typeof cases)[number], now: Date, fetchedAt: readonly Date[]) {
  const { srId, title, name } = entry;
  const scenario = scenarios[name];
  const documents = scenario.documents.map((document) => ({
    documentId: makeUuid(`${srId} ${document}`),
    documentSha256: hashBytes(`${srId} ${document}`),
  }));
  const created = createdAt(scenario, now);
  const context = { srId, documents, legislation: scenario.legislation };
  const signed = scenario.signers.filter(({ statusCode }) => statusCode === "SIGNED");
  return {
    header: {
      signatureRequestID: srId,
      skribbleLogo: null,
      title,
      status: scenario.statusOverall,
      signatureCount: scenario.signers.length,
      signatureCountSigned: signed.length,
      attachmentNames: "",
    },
    userList: [
      {
        id: sandboxCredentials.username,
        firstname: "Sandbox Business",
        lastname: "",
        groupName: "",
        email: "",
        mobile: "",
        businessName: "Sandbox Business",
        userActions: [
          makeAction("CREATED", created, { documents, message: `expires ${formatTime(addDays(created, 90))}` }),
          ...fetchedAt.map((time) => makeAction("REPORT_CREATED", time)),
        ],
      },
      ...scenario.signers.map((signer, index) => makeUser(signer, index, now, context)),
    ],
    error: null,
  };
}
