/** The only file that spells URLs of our own pages and API, and the names of their parameters. */

/** IDs of the contract; `isId` also rejects `.` and `..`, which would traverse a URL path. */
const idPattern = /^[A-Za-z0-9._~-]{1,128}$/;

export function isId(text: string): boolean {
  return idPattern.test(text) && text !== "." && text !== "..";
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Letters of a UUID have no case (RFC 9562 section 4). */
export const isUuid = (id: string): boolean => uuid.test(id);

/**
 * The one spelling of an ID for the provider, the log, purposes, limits, caches and addresses: a UUID in lower case.
 * Other IDs are case-sensitive and stay as they are.
 */
export const canonicalId = (id: string): string => (isUuid(id) ? id.toLowerCase() : id);

/** Reads a segment of a page's address, which may be percent-encoded. @returns the canonical ID, or null for another text */
export function parseIdSegment(segment: string): string | null {
  try {
    const id = decodeURIComponent(segment);
    return isId(id) ? canonicalId(id) : null;
  } catch {
    return null;
  }
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
  search: "search",
  status: "status",
  page: "page",
  sort: "sort",
  conclusion: "conclusion",
  law: "law",
  format: "format",
  person: "person",
  request: "request",
  evidence: "evidence",
  /** Any part of the ID of a signature request or of evidence. */
  part: "part",
  event: "event",
  from: "from",
  to: "to",
  before: "before",
  limit: "limit",
  /** Named period of the access log. */
  period: "period",
  /** Number of a log; 0 is the former log in format 1. */
  log: "log",
  /** Size of an older checkpoint. */
  old: "old",
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
  /** The queue and the batch of a tab; their addresses have no IDs. */
  queue: () => "/queue",
  batch: () => "/batch",
  /** Several dossiers: what waits for confirmation, and one's own requests; its address has no IDs. */
  dossiers: () => "/dossiers",
  audit: () => "/audit",
  diagnostics: () => "/diagnostics",
};

const evidencePattern = new RegExp(`^/${signatureRequests}/[^/]+/${evidence}/[^/]+$`, "u");

/** True for the overview of evidence. */
export const leadsToEvidence = (pathname: string): boolean => evidencePattern.test(pathname);

/** Title of a page of one case: the page's name, and the short ID that tells two open tabs apart. */
export const caseTitle = (page: string, { evidenceId }: { evidenceId: string }): string =>
  `${page} · ${evidenceId.length > 20 ? `${evidenceId.slice(0, 8)}…${evidenceId.slice(-6)}` : evidenceId}`;

/** The canonical path of a page that names IDs; null if `pathname` is canonical, or names none. */
export function canonicalPath(pathname: string): string | null {
  if (!pathname.startsWith(`${paths.signatureRequests()}/`) && !pathname.startsWith(paths.short(""))) return null;
  const canonical = pathname
    .split("/")
    .map((segment) => parseIdSegment(segment) ?? segment)
    .join("/");
  return canonical === pathname ? null : canonical;
}

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
  /** @param srId null for lists and searches */
  purpose: (srId: string | null) => (srId === null ? api("/purpose") : `${requestApi(srId)}/purpose`),
  artefact: (srId: string, evidenceId: string, artefact: Artefact) => `${evidenceApi(srId, evidenceId)}/${artefact}`,
  /** Records that two pictures are compared. */
  compare: (srId: string, evidenceId: string) => `${evidenceApi(srId, evidenceId)}/compare`,
  verdict: (srId: string, evidenceId: string) => `${evidenceApi(srId, evidenceId)}/token/verdict`,
  /** @param before sequence of the last entry on the previous page, or null for the first page */
  history: (srId: string, evidenceId: string, before: number | null = null) =>
    withParameters(
      `${evidenceApi(srId, evidenceId)}/history`,
      before === null ? {} : { [parameters.before]: String(before) },
    ),
  /** Records a printed report of this evidence, before it is printed. */
  print: (srId: string, evidenceId: string) => `${evidenceApi(srId, evidenceId)}/print`,
  auditPrint: () => api("/audit/print"),
  trustedKeys: () => api("/diagnostics/trusted-keys"),
  statusWords: () => api("/diagnostics/status-words"),
  connectionCheck: () => api("/diagnostics/connection"),
  pathCheck: () => api("/diagnostics/paths"),
  firstContact: () => api("/diagnostics/first-contact"),
  recent: () => api("/recent"),
  batches: () => api("/batches"),
  decisions: (srId: string, evidenceId: string) => `${evidenceApi(srId, evidenceId)}/decisions`,
  decisionChallenge: (srId: string, evidenceId: string) => `${evidenceApi(srId, evidenceId)}/decisions/challenge`,
  dossiers: (srId: string, evidenceId: string) => `${evidenceApi(srId, evidenceId)}/dossiers`,
  /** The server's own files of a dossier that is being made. */
  dossierParts: (srId: string, evidenceId: string) => `${evidenceApi(srId, evidenceId)}/dossiers/parts`,
  /** Requests for several dossiers in one ZIP. */
  dossierBatches: () => api("/dossier-batches"),
  /** Confirms, refuses or withdraws one. */
  dossierBatchAnswer: (batch: string) => api(`/dossier-batches/${batch}/answer`),
  /** A fixed file of dossiers of this release, as an attachment: a verifier, READ-ME, or what a dossier does not prove. */
  dossierVerifier: (kind: "html" | "sh" | "read-me" | "limits") => api(`/dossier-verifier/${kind}`),
  conclusion: (srId: string, evidenceId: string) => `${evidenceApi(srId, evidenceId)}/conclusion`,
  preferences: () => api("/preferences"),
  views: () => api("/views"),
  view: (view: string, filter = new URLSearchParams()) => withParameters(api(`/views/${view}`), filter),
  sessions: () => api("/sessions"),
  ownSession: (sessionId: string) => api(`/sessions/${sessionId}`),
  passkeys: () => api("/passkeys"),
  passkeyChallenge: () => api("/passkeys/challenge"),
  passkey: (id: string) => api(`/passkeys/${id}`),
  release: (requestId: string) => api(`/releases/${requestId}`),
  audit: (filter = new URLSearchParams()) => withParameters(api("/audit"), filter),
  auditExport: (format: "jsonl" | "csv", filter = new URLSearchParams()) =>
    withParameters(withParameters(api("/audit/export"), filter), { [parameters.format]: format }),
  auditVerification: () => api("/audit/verification"),
  auditCheckpoint: () => api("/audit/checkpoint"),
  auditKeys: () => api("/audit/keys"),
  /** @param number number of the entry, from 1 */
  auditProof: (number: number) => api(`/audit/entries/${number}/proof`),
  auditHolds: () => api("/audit/holds"),
  auditHoldRelease: (hold: string) => api(`/audit/holds/${hold}/release`),
  auditConsistency: (old: number) => withParameters(api("/audit/consistency"), { [parameters.old]: String(old) }),
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
