import "server-only";

/** Accepted content types (CONTRACT, "Accepted content types"). */
export type AcceptedKind = "json" | "archive" | "token";

const accepted: Record<AcceptedKind, RegExp> = {
  json: /^([\w.+-]+\/(json|[\w.-]+\+json)|text\/plain|application\/octet-stream)$/,
  archive: /^application\/(zip|x-zip-compressed|octet-stream)$/,
  token: /^([\w.+-]+\/(json|[\w.-]+\+json)|text\/plain|application\/(jwt|jose|octet-stream))$/,
};

export const acceptHeader: Record<AcceptedKind, string> = {
  json: "application/json",
  archive: "application/zip, application/octet-stream;q=0.5",
  token: "application/jwt, application/jose, text/plain;q=0.9, application/json;q=0.8",
};

/** @returns the media type in lower case without parameters; null if absent or ambiguous */
export function readMediaType(contentType: string | null): string | null {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : null;
}

export function isAccepted(kind: AcceptedKind, contentType: string | null): boolean {
  const type = readMediaType(contentType);
  return type !== null && accepted[kind].test(type);
}
