import "server-only";

/** Which content types count as what (CONTRACT, "Accepted content types"). */
export type Kind = "json" | "archive" | "token";

const accepted: Record<Kind, RegExp> = {
  json: /^([\w.+-]+\/(json|[\w.-]+\+json)|text\/plain|application\/octet-stream)$/,
  archive: /^application\/(zip|x-zip-compressed|octet-stream)$/,
  token: /^([\w.+-]+\/(json|[\w.-]+\+json)|text\/plain|application\/(jwt|jose|octet-stream))$/,
};

/** What we say we would like to have. */
export const acceptHeader: Record<Kind, string> = {
  json: "application/json",
  archive: "application/zip, application/octet-stream;q=0.5",
  token: "application/jwt, application/jose, text/plain;q=0.9, application/json;q=0.8",
};

/** The media type without parameters, in small letters; null where there is none or several. */
export function readMediaType(contentType: string | null): string | null {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : null;
}

export function isAccepted(kind: Kind, contentType: string | null): boolean {
  const type = readMediaType(contentType);
  return type !== null && accepted[kind].test(type);
}
