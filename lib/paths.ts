/** The only file that spells URLs of our own pages and API. */

/** IDs of the contract; `isId` also rejects `.` and `..`, which would traverse a URL path. */
const idPattern = /^[A-Za-z0-9._~-]{1,128}$/;

export function isId(text: string): boolean {
  return idPattern.test(text) && text !== "." && text !== "..";
}

export type EvidenceTab = "overview" | "record" | "files" | "token" | "history";
export type Artefact = "status" | "record" | "files" | "token";

export const paths = {
  home: () => "/",
  signIn: (returnTo?: string) => (returnTo ? `/sign-in?returnTo=${encodeURIComponent(returnTo)}` : "/sign-in"),
  signatureRequests: () => "/signature-requests",
  signatureRequest: (srId: string) => `/signature-requests/${srId}`,
  evidence: (srId: string, evidenceId: string, tab: EvidenceTab = "overview") =>
    `/signature-requests/${srId}/evidence/${evidenceId}${tab === "overview" ? "" : `/${tab}`}`,
  /** The evidence if named, else the signature request. */
  target: (target: { srId: string; evidenceId: string | null }) =>
    target.evidenceId === null ? paths.signatureRequest(target.srId) : paths.evidence(target.srId, target.evidenceId),
  short: (srId: string, evidenceId?: string) => (evidenceId ? `/r/${srId}/${evidenceId}` : `/r/${srId}`),
  audit: () => "/audit",
  diagnostics: () => "/diagnostics",
};

const evidenceApi = (srId: string, evidenceId: string) => `/api/signature-requests/${srId}/evidence/${evidenceId}`;

export const apiPaths = {
  signatureRequests: () => "/api/signature-requests",
  signatureRequest: (srId: string) => `/api/signature-requests/${srId}`,
  report: (srId: string) => `/api/signature-requests/${srId}/report`,
  purpose: (srId: string) => `/api/signature-requests/${srId}/purpose`,
  artefact: (srId: string, evidenceId: string, artefact: Artefact) => `${evidenceApi(srId, evidenceId)}/${artefact}`,
  verdict: (srId: string, evidenceId: string) => `${evidenceApi(srId, evidenceId)}/token/verdict`,
  history: (srId: string, evidenceId: string) => `${evidenceApi(srId, evidenceId)}/history`,
  trustedKeys: () => "/api/diagnostics/trusted-keys",
  statusWords: () => "/api/diagnostics/status-words",
  connectionCheck: () => "/api/diagnostics/connection",
  pathCheck: () => "/api/diagnostics/paths",
  firstContact: () => "/api/diagnostics/first-contact",
  recent: () => "/api/recent",
  release: (requestId: string) => `/api/releases/${requestId}`,
  audit: () => "/api/audit",
  auditExport: () => "/api/audit/export",
  auditVerification: () => "/api/audit/verification",
  auditCheckpoint: () => "/api/audit/checkpoint",
};
