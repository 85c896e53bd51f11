import { parameters, withParameters } from "#lib/paths";

const names = [parameters.ticket, parameters.purpose];

/** Parameters of a short link; the first of several counts. */
export type TicketParameters = Partial<Record<(typeof names)[number], string | string[]>>;

/** Maximum length in the contract. */
const maxLength = 200;

/** Appends only `ticket` and `purpose` of a short link, at most 200 characters each. */
export function withTicket(path: string, given: TicketParameters): string {
  const kept = new URLSearchParams();
  for (const name of names) {
    const value = [given[name] ?? ""].flat()[0]?.trim();
    if (value) kept.set(name, value.slice(0, maxLength));
  }
  return withParameters(path, kept);
}
