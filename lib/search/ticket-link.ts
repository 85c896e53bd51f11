/** The two parameters of a short link; each may come several times, then the first counts. */
export type TicketParameters = { ticket?: string | string[]; purpose?: string | string[] };

/** As the contract takes them when they are confirmed. */
const maxLength = 200;

/** The path with `ticket` and `purpose` of a short link behind it, nothing else, 200 characters each at most. */
export function withTicket(path: string, parameters: TicketParameters): string {
  const kept = new URLSearchParams();
  for (const name of ["ticket", "purpose"] as const) {
    const value = [parameters[name] ?? ""].flat()[0]?.trim();
    if (value) kept.set(name, value.slice(0, maxLength));
  }
  return kept.size > 0 ? `${path}?${kept}` : path;
}
