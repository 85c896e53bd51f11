/** Names in a status body: documented ones, and those that indicate a time. */

const documented = [
  ...(["id", "transactionCode", "accountId", "workflowId", "status"] as const),
  ...(["createdAt", "startedAt", "completedAt", "reviewedAt", "expiresAt"] as const),
];
export type KnownName = (typeof documented)[number];

const plainName = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

const knownNames: ReadonlyMap<string, KnownName> = new Map(documented.map((name) => [plainName(name), name]));

/** @returns the documented name in any style (`created_at`, `CreatedAt`), or null */
export const knownName = (name: string): KnownName | null => knownNames.get(plainName(name)) ?? null;

export const isTimeField = (name: KnownName): boolean => name.endsWith("At");

const surelyTime = new Set(["at", "since", "until", "timestamp", "datetime", "zeitpunkt", "seit", "bis"]);
const likelyTime = new Set(["on", "date", "time", "expiry", "expires", "expiration", "datum", "zeit", "am"]);
const ofPerson = new Set(["birth", "born"]);

/** Rates a name as a time: `sure` also accepts a number for "not set". */
export function timeHint(name: string): "sure" | "likely" | null {
  const words = name
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  if (words.some((word) => ofPerson.has(word))) return null;
  const last = words.at(-1) ?? "";
  return surelyTime.has(last) ? "sure" : likelyTime.has(last) ? "likely" : null;
}
