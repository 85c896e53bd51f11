/** The only file that spells URLs of our own pages and API, and the names of their parameters. */

/** IDs of the contract; `isId` also rejects `.` and `..`, which would traverse a URL path. */
const idPattern = /^[A-Za-z0-9._~-]{1,128}$/;

export function isId(text: string): boolean {
  return idPattern.test(text) && text !== "." && text !== "..";
}

export const evidenceTabs = ["overview", "record", "files", "token", "history"] as const;
export type EvidenceTab = (typeof evidenceTabs)[number];

export const artefacts = ["status", "record", "files", "token"] as const;
export type Artefact = (typeof artefacts)[number];

/** Segments that other code looks for in an address. */
export const segments = {
  api: "api",
  signIn: "sign-in",
  signatureRequests: "signature-requests",
  evidence: "evidence",
  /** Short links for tickets. */
  short: "r",
} as const;

/** Names of the parameters of our pages and API. */
export const parameters = {
  returnTo: "returnTo",
  /** next-auth's name of `returnTo`. */
  callbackUrl: "callbackUrl",
  error: "error",
  ticket: "ticket",
  purpose: "purpose",
  /** Selected file, the one beside it, and its view. */
  file: "file",
  beside: "beside",
  view: "view",
  /** Row of the record. */
  node: "node",
  /** Marks a page's own refetch of the status, which the log counts as a poll. */
  poll: "poll",
  search: "search",
  status: "status",
  page: "page",
  format: "format",
  person: "person",
  request: "request",
  evidence: "evidence",
  event: "event",
  from: "from",
  to: "to",
  before: "before",
  limit: "limit",
} as const;

/** Appends parameters to a path that may have some. Without parameters the path stays as it is. */
export function withParameters(path: string, values: URLSearchParams | Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(values);
  return query.size === 0 ? path : `${path}${path.includes("?") ? "&" : "?"}${query}`;
}

const { signatureRequests, evidence, short } = segments;
const signInPath = `/${segments.signIn}`;
const requestPath = (srId: string) => `/${signatureRequests}/${srId}`;
const evidencePath = (srId: string, evidenceId: string) => `${requestPath(srId)}/${evidence}/${evidenceId}`;

export const paths = {
  home: () => "/",
  signIn: (returnTo?: string) =>
    returnTo ? `${signInPath}?${parameters.returnTo}=${encodeURIComponent(returnTo)}` : signInPath,
  /** The sign-in page after a failure, with next-auth's code. */
  signInError: (code: string) => withParameters(signInPath, { [parameters.error]: code }),
  signatureRequests: () => `/${signatureRequests}`,
  signatureRequest: requestPath,
  evidence: (srId: string, evidenceId: string, tab: EvidenceTab = "overview") =>
    `${evidencePath(srId, evidenceId)}${tab === "overview" ? "" : `/${tab}`}`,
  /** @param number index in the archive's list, from 1 */
  evidenceFile: (srId: string, evidenceId: string, number: number) =>
    withParameters(paths.evidence(srId, evidenceId, "files"), { [parameters.file]: String(number) }),
  /** The evidence if named, else the signature request. */
  target: (target: { srId: string; evidenceId: string | null }) =>
    target.evidenceId === null ? paths.signatureRequest(target.srId) : paths.evidence(target.srId, target.evidenceId),
  short: (srId: string, evidenceId?: string) => (evidenceId ? `/${short}/${srId}/${evidenceId}` : `/${short}/${srId}`),
  audit: () => "/audit",
  diagnostics: () => "/diagnostics",
};

const api = (path: string) => `/${segments.api}${path}`;
const requestApi = (srId: string) => api(requestPath(srId));
const evidenceApi = (srId: string, evidenceId: string) => api(evidencePath(srId, evidenceId));

type ListFilter = { search?: string; status?: string; page?: number };

export const apiPaths = {
  signatureRequests: ({ search = "", status = "", page = 1 }: ListFilter = {}) =>
    withParameters(api(`/${signatureRequests}`), {
      ...(search ? { [parameters.search]: search } : {}),
      ...(status ? { [parameters.status]: status } : {}),
      ...(page > 1 ? { [parameters.page]: String(page) } : {}),
    }),
  signatureRequest: requestApi,
  report: (srId: string) => `${requestApi(srId)}/report`,
  purpose: (srId: string) => `${requestApi(srId)}/purpose`,
  artefact: (srId: string, evidenceId: string, artefact: Artefact) => `${evidenceApi(srId, evidenceId)}/${artefact}`,
  statusPoll: (srId: string, evidenceId: string) =>
    withParameters(apiPaths.artefact(srId, evidenceId, "status"), { [parameters.poll]: "1" }),
  verdict: (srId: string, evidenceId: string) => `${evidenceApi(srId, evidenceId)}/token/verdict`,
  /** @param before sequence of the last entry on the previous page, or null for the first page */
  history: (srId: string, evidenceId: string, before: number | null = null) =>
    withParameters(
      `${evidenceApi(srId, evidenceId)}/history`,
      before === null ? {} : { [parameters.before]: String(before) },
    ),
  trustedKeys: () => api("/diagnostics/trusted-keys"),
  statusWords: () => api("/diagnostics/status-words"),
  connectionCheck: () => api("/diagnostics/connection"),
  pathCheck: () => api("/diagnostics/paths"),
  firstContact: () => api("/diagnostics/first-contact"),
  recent: () => api("/recent"),
  sessions: () => api("/sessions"),
  ownSession: (sessionId: string) => api(`/sessions/${sessionId}`),
  release: (requestId: string) => api(`/releases/${requestId}`),
  audit: (filter = new URLSearchParams()) => withParameters(api("/audit"), filter),
  auditExport: (format: "jsonl" | "csv", filter = new URLSearchParams()) =>
    withParameters(withParameters(api("/audit/export"), filter), { [parameters.format]: format }),
  auditVerification: () => api("/audit/verification"),
  auditCheckpoint: () => api("/audit/checkpoint"),
  /** Violations of the Content Security Policy; also in lib/http/security-headers.mjs. */
  cspReports: () => api("/csp-reports"),
  /** next-auth's protocol. */
  session: () => api("/auth/session"),
  csrf: () => api("/auth/csrf"),
  signInWith: (provider: string) => api(`/auth/signin/${provider}`),
  signInCallback: (provider: string) => api(`/auth/callback/${provider}`),
  signOut: () => api("/auth/signout"),
  /** Redirects to the sign-in page with an error code. */
  signInError: (code: string) => withParameters(api("/auth/error"), { [parameters.error]: code }),
  /** OpenID Connect Back-Channel Logout 1.0; called by the identity provider. */
  backchannelLogout: () => api("/auth/backchannel-logout"),
};
