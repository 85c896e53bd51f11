import { Holders, isSameName } from "./holders.ts";
import type { Agreement, AgreementInput, DigestClaim, DigestOutcome, Leaf, LeafReading, Source } from "./model.ts";
import { readDigest } from "./read-digest.ts";
import { plainName } from "./statement-rules.ts";

/** Names of members that hold digests; another text of that length is listed only where something has it. */
const digestNames = /sha|digest|hash|checksum|fingerprint/;
/** Digests of what a person is or has, not of bytes that we hold. */
const personNames = /mail|phone|mobile|name|person|subject|birth|nonce/;
/** More claims of one outcome than this are not shown to anybody. */
const maxClaims = 1000;

const nothingBeside = { claimedName: null, claimedSizeBytes: null };

/** A name with a folder or an ending is a file's; `{ name: "liveness", hash: … }` names none. */
const looksLikeFile = (name: string) => /[\\/]|\.[A-Za-z0-9]{1,8}$/.test(name);

/**
 * Does this text claim a digest, or is it a word of that length (`chip_passive_authentication` is 27 letters of
 * base64url)? Hex beside a file's name does; anything else needs a name that says so.
 */
function isClaim({ names, text, beside }: Leaf): boolean {
  const plain = plainName(names.at(-1) ?? "");
  if (personNames.test(plain)) return false;
  return digestNames.test(plain) || ((beside?.claimedName ?? null) !== null && /^[0-9a-f]{40,128}$/i.test(text));
}

type Context = { holders: Holders; source: Source; prefix: string; isProof: boolean; isArchiveOpen: boolean };

function judge(leaf: Leaf, { holders, source, prefix, isProof, isArchiveOpen }: Context): DigestClaim | null {
  const readings = leaf.kind === "string" ? readDigest(leaf.text) : [];
  const [first] = readings;
  if (!first) return null;
  const { claimedName, claimedSizeBytes } = leaf.beside ?? nothingBeside;
  const base = { source, path: `${prefix}${leaf.path}`, text: leaf.text, algorithm: first.algorithm, claimedName };
  const say = (outcome: DigestOutcome, match: DigestClaim["match"] = null): DigestClaim => ({
    ...base,
    nameAgrees: null,
    sizeAgrees: null,
    outcome,
    match,
  });
  const found = (reading: typeof first, match: DigestClaim["match"], sizeBytes: number): DigestClaim => {
    const sizeAgrees = claimedSizeBytes === null ? null : sizeBytes === claimedSizeBytes;
    const nameAgrees = match?.kind !== "file" || claimedName === null ? null : isSameName(match.name, claimedName);
    const right = isProof && reading.algorithm !== "sha1" ? "proven" : "consistent";
    const outcome = sizeAgrees === false ? "differs" : right;
    return { ...base, algorithm: reading.algorithm, nameAgrees, sizeAgrees, outcome, match };
  };

  const named = claimedName === null ? null : holders.named(claimedName);
  for (const reading of readings) {
    const { algorithm, hex } = reading;
    // Where the named file is there it is the one that is meant, though another may have the same bytes.
    const file = named ? (named[algorithm] === hex ? named : null) : holders.fileWith(algorithm, hex);
    if (file) return found(reading, { kind: "file", number: file.number, name: file.name }, file.sizeBytes);
    const body = named ? null : holders.bodyWith(algorithm, hex);
    if (body) return found(reading, { kind: "body", source: body.source }, body.sizeBytes);
  }
  if (!isClaim(leaf)) return null;
  if (named)
    return named[first.algorithm] === null
      ? say("unmatched")
      : say("differs", { kind: "file", number: named.number, name: named.name });
  const body = claimedName === null ? holders.bodyNamed(leaf.names) : null;
  if (body && body[first.algorithm] !== null) return say("differs", { kind: "body", source: body.source });
  // While the archive is not opened nobody can say that a digest fits nothing.
  if (!isArchiveOpen) return null;
  return say(claimedName !== null && looksLikeFile(claimedName) ? "missing" : "unmatched");
}

const rank: Record<DigestOutcome, number> = { differs: 0, missing: 1, unmatched: 2, proven: 3, consistent: 4 };

/**
 * Looks for every digest that record, token and the archive's own JSON files claim among the files, the archive and the
 * raw bodies, and for the files that no claim covers. Pure; runs in a worker.
 */
export function compareDigests(input: AgreementInput): Pick<Agreement, "digests" | "unclaimedFiles" | "isCut"> {
  const { token, record, files } = input;
  const context = { holders: new Holders(input), isArchiveOpen: files !== null, isProof: false, prefix: "" };
  const judgeAll = (reading: LeafReading | null, own: Pick<Context, "source"> & Partial<Context>) =>
    (reading?.leaves ?? []).flatMap((leaf) => judge(leaf, { ...context, ...own }) ?? []);
  const all = [
    ...judgeAll(token, { source: "token", isProof: token?.verdict === "valid" }),
    ...judgeAll(record, { source: "record" }),
    ...(files ?? []).flatMap(({ name, reading }) => judgeAll(reading, { source: "files", prefix: `${name}#` })),
  ];
  const covered = new Set(
    all.flatMap(({ outcome, match }) =>
      match?.kind === "file" && (outcome === "proven" || outcome === "consistent") ? [match.number] : [],
    ),
  );
  const unclaimedFiles = (files ?? []).flatMap(({ number, name }) => (covered.has(number) ? [] : { number, name }));
  const shown = { differs: 0, missing: 0, unmatched: 0, proven: 0, consistent: 0 };
  const digests = all
    .filter(({ outcome }) => ++shown[outcome] <= maxClaims)
    .sort((left, right) => rank[left.outcome] - rank[right.outcome]);
  return { digests, unclaimedFiles, isCut: digests.length < all.length };
}
