import type { SignatureRequest } from "#lib/signature-request/model";

/** Laws that a request may name; the provider writes them in capitals. */
export const lawNames = ["zertes", "eidas"] as const;
export type LawName = (typeof lawNames)[number];

/** What only a request itself says. Days `YYYY-MM-DD` in Zurich, both included; empty where open. */
export type RequestFilter = { law: LawName | ""; from: string; to: string };

export const anyRequest: RequestFilter = { law: "", from: "", to: "" };

const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Zurich" });

export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

export const isFiltering = ({ law, from, to }: RequestFilter): boolean => `${law}${from}${to}` !== "";

/** A request without a law or a readable day of creation does not fit a filter that asks for it. */
export function fitsRequest(
  { legislation, createdAt }: Pick<SignatureRequest, "legislation" | "createdAt">,
  { law, from, to }: RequestFilter,
): boolean {
  if (law !== "" && legislation?.toLowerCase() !== law) return false;
  if (from === "" && to === "") return true;
  const at = Date.parse(createdAt ?? "");
  if (Number.isNaN(at)) return false;
  const created = day.format(at);
  return (from === "" || created >= from) && (to === "" || created <= to);
}
