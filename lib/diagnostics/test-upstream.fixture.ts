import type { FetchPrefix, PrefixRequest, PrefixResponse } from "#lib/provider/fetch-prefix";
import { parseProviderProblem } from "#lib/provider/provider-problem";

/** Test upstream without a network, with the body limits of the real one. */

export type FakeResponse = {
  status?: number;
  mediaType?: string | null;
  body?: string | Buffer;
  retryAfterS?: number;
  isEncoded?: boolean;
  isTokenRejected?: boolean;
  repeatsCredentials?: boolean;
  broken?: boolean;
};

export function makeResponse(fake: FakeResponse, maxBytes: PrefixRequest["maxBytes"]): PrefixResponse {
  const { status = 200, mediaType = "application/json", body = "", retryAfterS = null, broken = false } = fake;
  const bytes = Buffer.from(body);
  const { isEncoded = false, isTokenRejected = false, repeatsCredentials = false } = fake;
  const head = { status, mediaType, announcedBytes: bytes.length, isEncoded, retryAfterS };
  const limit = isEncoded ? 0 : maxBytes(head);
  const read = repeatsCredentials ? Buffer.alloc(0) : bytes.subarray(0, limit);
  const state = limit === 0 ? "unread" : bytes.length > limit ? "cut" : "whole";
  return {
    ...head,
    body: read,
    bodyState: broken ? "broken" : state,
    problem: parseProviderProblem(read),
    isTokenRejected,
    repeatsCredentials,
  };
}

export function fakeUpstream(response: (path: string, count: number) => FakeResponse | Error) {
  const arrivals: { path: string; atMs: number }[] = [];
  const fetch: FetchPrefix = async ({ url, maxBytes, signal }) => {
    signal.throwIfAborted();
    const path = url.pathname.replace(/^\/v[23]/, "");
    arrivals.push({ path, atMs: Date.now() });
    const outcome = response(path, arrivals.length);
    if (outcome instanceof Error) throw outcome;
    return makeResponse(outcome, maxBytes);
  };
  return { fetch, arrivals };
}
