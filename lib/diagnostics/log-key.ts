import "server-only";
import { currentVerifierKey } from "#lib/audit/store";
import { apiHeaders, problemResponse } from "#lib/http/problem-response";
import { readRequestId } from "#lib/http/request-metadata";
import { textResponse } from "#lib/http/text-response";
import { singleton } from "#lib/runtime/singleton";

/** Everyone may ask, so the database is asked at most once in this time. */
const ttlMs = 10_000;

type Kept = { at: number; key: Promise<string> };

function readKey(now: number): Promise<string> {
  const kept = singleton("well-known-key", (): { value: Kept | null } => ({ value: null }));
  if (kept.value === null || now - kept.value.at >= ttlMs) kept.value = { at: now, key: currentVerifierKey() };
  return kept.value.key;
}

/** Answers with the newest verifier key of the log, without a session: it is public, and names nothing but the installation. */
export async function verifierKeyResponse(request: Request): Promise<Response> {
  const requestId = readRequestId(request.headers);
  try {
    return textResponse(`${await readKey(Date.now())}\n`, apiHeaders(requestId));
  } catch (failure) {
    return problemResponse(failure, { requestId, path: new URL(request.url).pathname });
  }
}
