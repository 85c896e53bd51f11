export type BodyArtefact = "status" | "record" | "files";

/** `bom` is a UTF-8 byte order mark, `json_in_string` a JSON string with the text, `base64` also a `data:` URL. */
export type BodyWrap = "bom" | "utf16le" | "utf16be" | "utf32le" | "utf32be" | "json_in_string" | "base64" | "gzip";

/** Type of a body that is not the requested evidence, or not in the requested form. */
export type BodyKind =
  | "empty"
  | "blank"
  /** `{}`, `[]`, `null`, `""`, or JSON without any value. */
  | "empty_json"
  /** An error body (RFC 9457, the provider's, or plain) sent with a success status. */
  | "problem_details"
  | "jwe"
  | "cms_enveloped"
  | "cms_signed"
  | "pgp_message"
  /** JSON with a ciphertext beside a wrapped key, an initialization vector or a tag. */
  | "wrapped_key_ciphertext"
  /** An encrypted file of another tool: age, OpenSSL. */
  | "encrypted_file"
  | "html"
  | "xml"
  | "base64_text"
  | "utf16"
  | "utf32"
  | "json_in_string"
  /** A signed token instead of another artefact. */
  | "jwt"
  /** JSON instead of an archive, or a JSON primitive instead of a record. */
  | "json"
  | "zip"
  | "gzip"
  | "pdf"
  | "image"
  | "error_text"
  | "unknown";

/** `detail` is a fixed fact, never a value of the body: inner kind, form, HTTP error; after ` in `, the encodings. */
export type BodyNature = { kind: "expected" } | { kind: BodyKind; detail: string | null };

export const expected: BodyNature = { kind: "expected" };

/** What the kind of a body means for the review. */
export type BodyGroup = "encrypted" | "problem" | "empty" | "page" | "encoded" | "other";

const groups: Record<BodyKind, BodyGroup> = {
  empty: "empty",
  blank: "empty",
  empty_json: "empty",
  problem_details: "problem",
  jwe: "encrypted",
  cms_enveloped: "encrypted",
  pgp_message: "encrypted",
  wrapped_key_ciphertext: "encrypted",
  encrypted_file: "encrypted",
  html: "page",
  xml: "page",
  error_text: "page",
  base64_text: "encoded",
  utf16: "encoded",
  utf32: "encoded",
  json_in_string: "encoded",
  gzip: "encoded",
  cms_signed: "other",
  jwt: "other",
  json: "other",
  zip: "other",
  pdf: "other",
  image: "other",
  unknown: "other",
};

/** Returns null for the expected body. XML Encryption is encrypted, other XML is a page. */
export function groupOf(nature: BodyNature): BodyGroup | null {
  if (!("detail" in nature)) return null;
  if (nature.kind === "xml" && nature.detail?.startsWith("encrypted_data")) return "encrypted";
  return groups[nature.kind];
}
