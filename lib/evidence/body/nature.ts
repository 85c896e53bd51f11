/** The artefacts whose bodies Evidence Desk reads in the browser. */
export type BodyArtefact = "status" | "record" | "files";

/**
 * An encoding around a body: `bom` is a UTF-8 byte order mark, `json_in_string` a JSON string that holds the text, `base64` also a
 * `data:` URL.
 */
export type BodyWrap = "bom" | "utf16le" | "utf16be" | "utf32le" | "utf32be" | "json_in_string" | "base64" | "gzip";

/** What a body is that is not the evidence that was asked for, or not in the form that was asked for. */
export type BodyKind =
  | "empty"
  /** White space alone. */
  | "blank"
  /** `{}`, `[]`, `null`, `""`, or JSON without any value. */
  | "empty_json"
  /** An error body (RFC 9457, the provider's own, or a plain one) that was sent as a success. */
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
  /** A signed token where another artefact is expected. */
  | "jwt"
  /** JSON where an archive is expected, or a JSON number, boolean or text where a record is expected. */
  | "json"
  | "zip"
  | "gzip"
  | "pdf"
  | "image"
  /** A text that is not JSON. */
  | "error_text"
  /** Bytes that are none of the above. */
  | "unknown";

/**
 * `detail` is a short fixed fact and never a value of the body: the inner kind (`json`, `zip`, `gzip > json`), the form (`compact`,
 * `pem`), the HTTP status of an error (`404 entity-not-found`); behind ` in ` the encodings around it (`compact in json_in_string`).
 */
export type BodyNature = { kind: "expected" } | { kind: BodyKind; detail: string | null };

export const expected: BodyNature = { kind: "expected" };

/** What a body of some kind means for the review, and so what to do about it. */
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

/** The group of a nature; null for what was expected. XML Encryption is encrypted, other XML is a page. */
export function groupOf(nature: BodyNature): BodyGroup | null {
  if (!("detail" in nature)) return null;
  if (nature.kind === "xml" && nature.detail?.startsWith("encrypted_data")) return "encrypted";
  return groups[nature.kind];
}
