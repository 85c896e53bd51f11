/** Names of an object in their order; a pair has the names of the object, or of each object in the list, under that name. */
export type Names = readonly (string | readonly [string, Names])[];

const format = ["format"] as const;

/** An entry of `files.json`: keys, because the product's own word for the last one is another. */
const listedEntry = { number: 1, name: 1, sizeBytes: 1, sha256: 1, isWhole: 1, oddities: 1 };

/** DOSSIER.md section 3, transcribed: names in this order. A reader ignores names it does not know, so more may follow. */
export const jsonNames: Readonly<Record<string, Names>> = {
  "dossier.json": [
    ...format,
    "madeAt",
    ["madeBy", ["name", "subject"]],
    "purpose",
    "ticket",
    "srId",
    "evidenceId",
    ["product", ["name", "version"]],
    "environment",
    "custody",
    ["pieces", ["name", "path", "state", "sizeBytes", "sha256", "receivedAt", "requestId", "reason"]],
  ],
  "verdict.json": [
    ...format,
    "judgedAt",
    "verdict",
    "reason",
    ["checks", ["name", "outcome", "reason", "detail"]],
    "key",
    "sha256",
  ],
  "keys.json": [
    ...format,
    "readAt",
    ["sources", ["source", "readAt", "stale", "problem"]],
    [
      "keys",
      [
        "thumbprint",
        "kid",
        "kind",
        "sizeBits",
        "source",
        "fetchedAt",
        "published",
        "firstSeenAt",
        "lastSeenAt",
        "certificate",
        "jwk",
      ],
    ],
  ],
  "comparison.json": [
    ...format,
    "comparedAt",
    ["conclusion", ["outcome", "reasons"]],
    "statements",
    "digests",
    "unclaimedFiles",
    "broken",
    "isCut",
  ],
  "files.json": [...format, "sha256", ["entries", Object.keys(listedEntry)]],
  "examination.json": [...format],
  "decisions.json": [...format, ["decisions", ["canonical", "sha256", "logEntry", "assertion"]]],
};

/** `format` of a file by its name. */
export const formatOf = (name: string): string =>
  name === "dossier.json" ? "evidence-dossier/1" : `evidence-dossier-${name.replace(".json", "")}/1`;

function findFaults(value: unknown, names: Names, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => findFaults(one, names, `${at}[${index}]`));
  if (typeof value !== "object" || value === null) return [`${at} is not an object`];
  const own = Object.keys(value);
  const wanted = names.map((name) => (typeof name === "string" ? name : name[0]));
  const faults = own.slice(0, wanted.length).join(" ") === wanted.join(" ") ? [] : [`${at} has ${own.join(" ")}`];
  const inner = names.flatMap((name) =>
    typeof name === "string"
      ? []
      : findFaults((value as Record<string, unknown>)[name[0]], name[1], `${at}.${name[0]}`),
  );
  return [...faults, ...inner];
}

/** Compares a JSON file of a dossier with the table: its names, its `format`, two-space indent and one line feed at the end. */
export function findFormFaults(name: string, text: string): string[] {
  const names = jsonNames[name];
  if (names === undefined) return [`${name} is not in the table`];
  const value = JSON.parse(text) as { format?: unknown };
  const faults = findFaults(value, names, name);
  if (value.format !== formatOf(name)) faults.push(`${name} has the format ${String(value.format)}`);
  if (text !== `${JSON.stringify(value, null, 2)}\n`) faults.push(`${name} is indented in another way`);
  return faults;
}
