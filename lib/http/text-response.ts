import "server-only";

/** Builds a response of plain text in UTF-8. */
export function textResponse(text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { headers: { ...headers, "Content-Type": "text/plain; charset=utf-8" } });
}
