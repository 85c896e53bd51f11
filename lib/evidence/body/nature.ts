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

/** The kinds that say: the content is encrypted for another key. */
export const encryptedKinds: ReadonlySet<string> = new Set([
  "jwe",
  "cms_enveloped",
  "pgp_message",
  "wrapped_key_ciphertext",
]);
