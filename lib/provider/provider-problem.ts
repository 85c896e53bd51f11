import "server-only";
import type { ProviderErrorDetails } from "#lib/problem";

/** Skribble's problem body (PROVIDER: `type` with `/problem/`, `message`, `key`), restricted to displayable values. */
export type ProviderProblem = { problem: string; key: string | null; message: string | null };

const maxMessageLength = 500;

/** Shortens provider text to one line without control characters. */
function quote(text: string): string {
  const line = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
  return line.length > maxMessageLength ? `${line.slice(0, maxMessageLength)}…` : line;
}

/** @returns null if the body is something else, such as a proxy's page */
export function parseProviderProblem(body: Uint8Array): ProviderProblem | null {
  let fields: unknown;
  try {
    fields = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
  if (typeof fields !== "object" || fields === null) return null;
  const { type, key, message } = fields as Record<string, unknown>;
  // The host of `type` differs by region, so only this path segment counts.
  const problem = typeof type === "string" ? /\/problem\/([A-Za-z0-9-]{1,64})\/?$/.exec(type)?.[1] : undefined;
  if (!problem) return null;
  return {
    problem,
    key: typeof key === "string" && /^[\w.-]{1,100}$/.test(key) ? key : null,
    message: typeof message === "string" && message !== "" ? quote(message) : null,
  };
}

/** Selects the details to pass on, without text that repeats our credentials. */
export function describeStatement(
  status: number,
  problem: ProviderProblem | null,
  holdsSecret: (text: string) => boolean,
): ProviderErrorDetails {
  const safe = (text: string | null | undefined) => (text && !holdsSecret(text) ? text : undefined);
  const [name, key, message] = [safe(problem?.problem), safe(problem?.key), safe(problem?.message)];
  return { status, ...(name ? { problem: name } : {}), ...(key ? { key } : {}), ...(message ? { message } : {}) };
}
