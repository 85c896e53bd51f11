import { encodeBase64 } from "#lib/bytes/base64";
import { emptyStatus, parseSentStatus } from "./parse-status.ts";
import type { StatusResponse } from "./schema.ts";
import { readSentJson } from "./sent-json.ts";
import { noStatusWords, type StatusWords } from "./words.ts";

/** Parses the provider's bytes; never throws, because unreadable bytes are evidence too. */
export function parseStatusResponse(body: Uint8Array, words: StatusWords = noStatusWords): StatusResponse {
  let raw: string;
  try {
    raw = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    const rawBase64 = encodeBase64(body);
    return { ...emptyStatus(), raw: new TextDecoder().decode(body), rawBase64, unreadable: "not_text" };
  }
  const sent = readSentJson(body);
  if (!sent) return { ...emptyStatus(), raw, unreadable: "not_json" };
  const status = parseSentStatus(sent, words);
  return status ? { ...status, raw, unreadable: null } : { ...emptyStatus(), raw, unreadable: "not_object" };
}
