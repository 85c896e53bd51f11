/** Parameters of a short link; the first of several counts. */
export type TicketParameters = { ticket?: string | string[]; purpose?: string | string[] };

/** Maximum length in the contract. */
const maxLength = 200;

/** Appends only `ticket` and `purpose` of a short link, at most 200 characters each. */
export function withTicket(path: string, parameters: TicketParameters): string {
  const kept = new URLSearchParams();
  for (const name of ["ticket", "purpose"] as const) {
    const value = [parameters[name] ?? ""].flat()[0]?.trim();
    if (value) kept.set(name, value.slice(0, maxLength));
  }
  return kept.size > 0 ? `${path}?${kept}` : path;
}
