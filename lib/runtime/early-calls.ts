/**
 * Requests that start before the code that needs them is ready: with the document, or with a step to another page. The first
 * identical GET takes the response, so that each request is sent once. See docs/decisions/early-calls.md.
 */
type EarlyCall = { response: Promise<Response>; abort: () => void };
type Calls = Map<string, EarlyCall>;

/** A response that was not taken is dropped then, because it would show an earlier state. Milliseconds. */
const maxWaitMs = 10_000;

const scope = globalThis as typeof globalThis & { earlyCalls?: Calls };
const calls = (): Calls => {
  scope.earlyCalls ??= new Map();
  return scope.earlyCalls;
};

/** How all calls of our own API are made. */
export const callOptions = { credentials: "same-origin", cache: "no-store", redirect: "error" } as const;

/**
 * A script for the document. It sends nothing in a page that is prerendered, or while session storage has the key `unlessStored`.
 * @param paths of our own API, as the code will request them
 */
export function earlyScript(paths: readonly string[], unlessStored: string | null): string {
  const data = [paths, unlessStored, callOptions].map((value) => JSON.stringify(value).replaceAll("<", "\\u003c"));
  return `((paths,key,options)=>{if(document.prerendering||(key!==null&&sessionStorage.getItem(key)!==null))return;const calls=window.earlyCalls=new Map();for(const path of paths){const gone=new AbortController();const response=fetch(path,{...options,signal:gone.signal});response.catch(()=>{});calls.set(path,{response,abort:()=>gone.abort()})}})(${data.join(",")})`;
}

/** Starts calls of a page to which the person goes now. */
export function startCalls(paths: readonly string[]): void {
  for (const path of paths) {
    if (calls().has(path)) continue;
    const gone = new AbortController();
    const response = fetch(path, { ...callOptions, signal: gone.signal });
    const call: EarlyCall = { response, abort: () => gone.abort() };
    // Its failure is reported by the code that takes it.
    response.catch(() => undefined);
    calls().set(path, call);
    setTimeout(() => {
      if (calls().get(path) !== call) return;
      calls().delete(path);
      call.abort();
    }, maxWaitMs);
  }
}

/** Takes an early response; null without one. `init.signal` aborts it as it would abort the call. */
export function takeEarlyCall(path: string, init: RequestInit): Promise<Response> | null {
  const call = init.method === undefined || init.method === "GET" ? scope.earlyCalls?.get(path) : undefined;
  if (call === undefined) return null;
  calls().delete(path);
  if (init.signal?.aborted) call.abort();
  init.signal?.addEventListener("abort", call.abort, { once: true });
  return call.response;
}
