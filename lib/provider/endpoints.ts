/** Kinds of requests to the provider. */
export type Endpoint = "login" | "list" | "request" | "report" | "status" | "record" | "files" | "token" | "health";

/** The setting to check when the provider does not know a path. */
export const pathSetting: Record<Endpoint, string> = {
  login: "SKRIBBLE_API_URL",
  list: "SKRIBBLE_API_URL",
  request: "SKRIBBLE_API_URL",
  report: "SKRIBBLE_API_URL",
  health: "SKRIBBLE_API_URL",
  status: "SKRIBBLE_EVIDENCE_STATUS_PATH",
  record: "SKRIBBLE_EVIDENCE_JSON_PATH",
  files: "SKRIBBLE_EVIDENCE_FILES_PATH",
  token: "SKRIBBLE_EVIDENCE_JWT_PATH",
};
