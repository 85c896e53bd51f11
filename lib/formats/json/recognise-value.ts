/** Meaning of a value beyond its JSON type, recognised by its format alone. */
export type Recognised =
  | { what: "time"; iso: string }
  | { what: "digest"; algorithm: "sha1" | "sha256" | "sha384" | "sha512"; hex: string }
  | { what: "base64"; sizeBytes: number; media: Media };

export type Media =
  | "image/png"
  | "image/jpeg"
  | "image/gif"
  | "image/webp"
  | "image/jp2"
  | "application/pdf"
  | "unknown";

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;
const digestOfLength: Record<number, "sha1" | "sha256" | "sha384" | "sha512"> = {
  40: "sha1",
  64: "sha256",
  96: "sha384",
  128: "sha512",
};
const timeName = /(?:At|_at|Time|_time|Timestamp|_timestamp)$|^(?:exp|iat|nbf|auth_time|timestamp)$/;

/** Shorter alphanumeric strings are usually words, not base64. */
const base64From = 160;
const base64Text = /^[A-Za-z0-9+/_-]+={0,2}$/;
const beginnings: [string, Media][] = [
  ["iVBORw0KGgo", "image/png"],
  ["/9j/", "image/jpeg"],
  ["_9j_", "image/jpeg"],
  ["R0lGOD", "image/gif"],
  ["UklGR", "image/webp"],
  ["AAAADGpQICAN", "image/jp2"],
  ["JVBERi", "application/pdf"],
];

/** Returns the offset of the base64 data: after a `data:…;base64,` prefix, or 0. */
export function base64From64(text: string): number {
  const match = /^data:[^,]{0,100};base64,/.exec(text.slice(0, 128));
  return match ? match[0].length : 0;
}

/** Recognises base64. `head` is the start of the string as sent, `length` its full length, both without quotes. */
function recogniseBase64(head: string, length: number): Recognised | null {
  const from = base64From64(head);
  const sample = head.slice(from, from + 128);
  const media = beginnings.find(([beginning]) => sample.startsWith(beginning))?.[1] ?? "unknown";
  if (length - from < (from > 0 || media !== "unknown" ? 24 : base64From)) return null;
  if (!base64Text.test(sample) || (media === "unknown" && !/[A-Z]/.test(sample))) return null;
  return { what: "base64", sizeBytes: Math.floor(((length - from) * 3) / 4), media };
}

export function recogniseString(head: string, length: number): Recognised | null {
  if (length >= 16 && length <= 40 && isoTime.test(head) && !Number.isNaN(Date.parse(head)))
    return { what: "time", iso: head };
  const algorithm = digestOfLength[length];
  if (algorithm && /^[0-9a-fA-F]+$/.test(head)) return { what: "digest", algorithm, hex: head.toLowerCase() };
  return recogniseBase64(head, length);
}

/** Recognises seconds or milliseconds since 1970 if the name denotes a time (RFC 7519 NumericDate). */
export function recogniseNumber(name: string | null, text: string): Recognised | null {
  if (name === null || !timeName.test(name) || !/^\d{10}(?:\d{3})?$/.test(text)) return null;
  return { what: "time", iso: new Date(text.length === 10 ? Number(text) * 1000 : Number(text)).toISOString() };
}
