import { parsePath } from "#lib/json/parse-path";
import type {
  Agreement,
  AgreementInput,
  BodyFact,
  DigestAlgorithm,
  DigestClaim,
  FileFact,
  Leaf,
  Source,
} from "./model.ts";
import { readDigest } from "./read-digest.ts";
import { plainName } from "./statement-rules.ts";

/** Names beside a digest that say which file it speaks of, and how long that is. */
const fileNames = new Set(["path", "name", "filename", "file", "filepath", "entry"]);
const sizeNames = new Set(["size", "sizebytes", "bytes", "length", "filesize"]);
/** Names of members that hold digests; another text of that length is listed only where something has it. */
const digestNames = /sha|digest|hash|checksum|fingerprint/;
/** Digests of what a person is or has, not of bytes that we hold. */
const personNames = /mail|phone|mobile|name|person|subject|birth|nonce/;

/**
 * Does this text claim a digest, or is it a word of that length (`chip_passive_authentication` is 27 letters of
 * base64url)? Hex beside a file's name does; anything else needs a name that says so.
 */
function isClaim({ name, text }: Leaf, claimedName: string | null): boolean {
  const plain = plainName(name);
  if (personNames.test(plain)) return false;
  return digestNames.test(plain) || (claimedName !== null && /^[0-9a-f]{40,128}$/i.test(text));
}

/** Objects and members that mean a whole body. */
const bodyNames: [Source, RegExp][] = [
  ["record", /^(record|json|result|identificationresult)$/],
  ["files", /^(archive|zip|files|filesarchive)$/],
  ["status", /^status$/],
];

export const isDigestNeighbour = (plain: string) => fileNames.has(plain) || sizeNames.has(plain);

type Beside = { claimedName: string | null; claimedSizeBytes: number | null };

/** Path of the object around a leaf, as text. */
const parentOf = (path: string) => path.replace(/(\.[^.[\]]+|\[[^\]]*\])$/, "");

/** For each object that holds a file's name or size: what it says. */
function readNeighbours(leaves: readonly Leaf[]): Map<string, Beside> {
  const found = new Map<string, Beside>();
  for (const { path, name, text, kind } of leaves) {
    const plain = plainName(name);
    if (!isDigestNeighbour(plain)) continue;
    const parent = parentOf(path);
    const beside = found.get(parent) ?? { claimedName: null, claimedSizeBytes: null };
    if (kind === "string" && fileNames.has(plain)) beside.claimedName ??= text;
    if (kind === "number" && sizeNames.has(plain)) beside.claimedSizeBytes ??= Number(text);
    found.set(parent, beside);
  }
  return found;
}

const nameEnd = (name: string) => name.replaceAll("\\", "/").replace(/^\.?\//, "");
/** The archive may put everything into one more folder, and a claim may leave the folder out. */
const isSameName = (left: string, right: string) => {
  const [a, b] = [nameEnd(left), nameEnd(right)];
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
};

function findBody(path: string, bodies: readonly BodyFact[]): BodyFact | null {
  const names = (parsePath(path)?.steps ?? []).filter((step) => typeof step === "string").map(plainName);
  for (const [source, form] of bodyNames) {
    const own = (names.at(-1) ?? "").replace(/(sha\d*|digest|hash|checksum)$/, "");
    if (form.test(names.at(-2) ?? "") || form.test(own)) return bodies.find((body) => body.source === source) ?? null;
  }
  return null;
}

type Context = { input: AgreementInput; source: Source; prefix: string; isProof: boolean };

function judge(leaf: Leaf, beside: Beside, { input, source, prefix, isProof }: Context): DigestClaim | null {
  const readings = readDigest(leaf.text);
  const [first] = readings;
  if (!first || leaf.kind !== "string") return null;
  const files = input.files ?? [];
  const named =
    beside.claimedName === null ? undefined : files.find(({ name }) => isSameName(name, beside.claimedName ?? ""));
  const claim = (
    algorithm: DigestAlgorithm,
    rest: Pick<DigestClaim, "outcome" | "match">,
    of: { name?: string; sizeBytes: number } | null,
  ) => ({
    source,
    path: `${prefix}${leaf.path}`,
    text: leaf.text,
    algorithm,
    claimedName: beside.claimedName,
    nameAgrees: of?.name === undefined || beside.claimedName === null ? null : isSameName(of.name, beside.claimedName),
    sizeAgrees: of === null || beside.claimedSizeBytes === null ? null : of.sizeBytes === beside.claimedSizeBytes,
    ...rest,
  });
  for (const { algorithm, hex } of readings) {
    const outcome = isProof && algorithm !== "sha1" ? "proven" : "consistent";
    const has = (file: FileFact) => file[algorithm] === hex;
    // Several files may be the same bytes; the one that is named is the one that is meant.
    const file = named && has(named) ? named : files.find(has);
    if (file) return claim(algorithm, { outcome, match: { kind: "file", number: file.number, name: file.name } }, file);
    const body = input.bodies.find((candidate) => candidate[algorithm] === hex);
    if (body) return claim(algorithm, { outcome, match: { kind: "body", source: body.source } }, body);
  }
  if (!isClaim(leaf, beside.claimedName)) return null;
  const { algorithm } = first;
  if (named && named[algorithm] !== null)
    return claim(
      algorithm,
      { outcome: "differs", match: { kind: "file", number: named.number, name: named.name } },
      named,
    );
  const body = findBody(leaf.path, input.bodies);
  if (body && beside.claimedName === null)
    return claim(algorithm, { outcome: "differs", match: { kind: "body", source: body.source } }, body);
  // While the archive is not opened nobody can say that a digest fits nothing.
  return input.files !== null ? claim(algorithm, { outcome: "unmatched", match: null }, null) : null;
}

function judgeAll(leaves: readonly Leaf[], context: Context): DigestClaim[] {
  const neighbours = readNeighbours(leaves);
  const nothing = { claimedName: null, claimedSizeBytes: null };
  return leaves.flatMap((leaf) => judge(leaf, neighbours.get(parentOf(leaf.path)) ?? nothing, context) ?? []);
}

/**
 * Looks for every digest that record, token and the archive's own JSON files claim among the files, the archive and the
 * raw bodies, and for the files that no claim covers. Pure; runs in a worker.
 */
export function compareDigests(input: AgreementInput): Pick<Agreement, "digests" | "unclaimedFiles"> {
  const { token, record, files } = input;
  const digests = [
    ...judgeAll(token?.leaves ?? [], { input, source: "token", prefix: "", isProof: token?.verdict === "valid" }),
    ...judgeAll(record ?? [], { input, source: "record", prefix: "", isProof: false }),
    ...(files ?? []).flatMap(({ name, leaves }) =>
      judgeAll(leaves ?? [], { input, source: "files", prefix: `${name}#`, isProof: false }),
    ),
  ];
  const covered = new Set(
    digests.flatMap(({ outcome, match }) =>
      match?.kind === "file" && (outcome === "proven" || outcome === "consistent") ? [match.number] : [],
    ),
  );
  const unclaimedFiles = (files ?? []).filter(({ number }) => !covered.has(number)).map(({ number }) => number);
  const rank = { differs: 0, unmatched: 1, proven: 2, consistent: 3 } as const;
  return { digests: digests.sort((left, right) => rank[left.outcome] - rank[right.outcome]), unclaimedFiles };
}
