/** Names of a status body: those that the vendor documents, and those that say of themselves that they hold a time. */

const documented = [
  ...(["id", "transactionCode", "accountId", "workflowId", "status"] as const),
  ...(["createdAt", "startedAt", "completedAt", "reviewedAt", "expiresAt"] as const),
];
export type KnownName = (typeof documented)[number];

const plainName = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

const knownNames: ReadonlyMap<string, KnownName> = new Map(documented.map((name) => [plainName(name), name]));

/** The documented name that `name` is in some style (`created_at`, `CreatedAt`), or null. */
export const knownName = (name: string): KnownName | null => knownNames.get(plainName(name)) ?? null;

export const isTimeField = (name: KnownName): boolean => name.endsWith("At");

const surelyTime = new Set(["at", "since", "until", "timestamp", "datetime", "zeitpunkt", "seit", "bis"]);
const likelyTime = new Set(["on", "date", "time", "expiry", "expires", "expiration", "datum", "zeit", "am"]);
const ofPerson = new Set(["birth", "born"]);

/** What a name says of its value: `sure` also where that is a number that means "not set". */
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
