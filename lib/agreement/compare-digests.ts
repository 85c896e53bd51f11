import { formatJsonPath } from "#lib/formats/json/path";
import type { VerdictName } from "#lib/token/schema";
import { DigestIndex, isSameName } from "./digest-index.ts";
import { normalizeMemberName } from "./member-words.ts";
import type {
  Agreement,
  AgreementInput,
  DigestClaim,
  DigestOutcome,
  JsonPrimitive,
  JsonReading,
  Source,
} from "./model.ts";
import { readDigest } from "./read-digest.ts";
import { memberNamesOf } from "./steps.ts";

/** Names of members with digests; other texts of that length are listed only if a digest matches. */
const digestNames = /sha|digest|hash|checksum|fingerprint/;
/** Digests of personal values, not of bytes that Evidence Desk has. */
const personNames = /mail|phone|mobile|name|person|subject|birth|nonce/;
/** Maximum claims shown per outcome. */
const maxClaims = 1000;

const nothingBeside = { claimedName: null, claimedSizeBytes: null, claimedTime: null };

/** Matches file names by folder or extension; `{ name: "liveness", hash: … }` does not name a file. */
const looksLikeFile = (name: string) => /[\\/]|\.[A-Za-z0-9]{1,8}$/.test(name);

/** Requires a file name or a digest member: `chip_passive_authentication` looks like base64url. */
function isClaim({ steps, text, beside }: JsonPrimitive): boolean {
  const plain = normalizeMemberName(memberNamesOf(steps).at(-1) ?? "");
  if (personNames.test(plain)) return false;
  return digestNames.test(plain) || ((beside?.claimedName ?? null) !== null && /^[0-9a-f]{40,128}$/i.test(text));
}

/** `right` is the outcome of a matching claim that does not use SHA-1. */
type Context = {
  holders: DigestIndex;
  source: Source;
  prefix: string;
  right: "proven" | "expired" | "consistent";
  isArchiveOpen: boolean;
};

function examineClaim(
  claim: JsonPrimitive,
  { holders, source, prefix, right, isArchiveOpen }: Context,
): DigestClaim | null {
  const readings = claim.kind === "string" ? readDigest(claim.text) : [];
  const [first] = readings;
  if (!first) return null;
  const { claimedName, claimedSizeBytes, claimedTime } = claim.beside ?? nothingBeside;
  const base = {
    source,
    path: `${prefix}${formatJsonPath(claim.steps)}`,
    text: claim.text,
    algorithm: first.algorithm,
    claimedName,
    claimedTime,
  };
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
    const outcome = sizeAgrees === false ? "differs" : reading.algorithm === "sha1" ? "consistent" : right;
    return { ...base, algorithm: reading.algorithm, nameAgrees, sizeAgrees, outcome, match };
  };

  const named = claimedName === null ? null : holders.named(claimedName);
  for (const reading of readings) {
    const { algorithm, hex } = reading;
    // Prefers the named file, though another may have the same bytes.
    const file = named ? (named[algorithm] === hex ? named : null) : holders.fileWith(algorithm, hex);
    if (file) return found(reading, { kind: "file", number: file.number, name: file.name }, file.sizeBytes);
    const body = named ? null : holders.bodyWith(algorithm, hex);
    if (body) return found(reading, { kind: "body", source: body.source }, body.sizeBytes);
  }
  if (!isClaim(claim)) return null;
  if (named)
    return named[first.algorithm] === null
      ? say("unmatched")
      : say("differs", { kind: "file", number: named.number, name: named.name });
  const body = claimedName === null ? holders.bodyNamed(memberNamesOf(claim.steps)) : null;
  if (body && body[first.algorithm] !== null) return say("differs", { kind: "body", source: body.source });
  // Without the archive, a digest that matches nothing is not a finding.
  if (!isArchiveOpen) return null;
  return say(claimedName !== null && looksLikeFile(claimedName) ? "missing" : "unmatched");
}

/** A matching digest in an expired token was still signed. */
const rightOf = (verdict: VerdictName | undefined): Context["right"] =>
  verdict === "valid" ? "proven" : verdict === "expired" ? "expired" : "consistent";

const rank: Record<DigestOutcome, number> = {
  differs: 0,
  missing: 1,
  unmatched: 2,
  proven: 3,
  expired: 4,
  consistent: 5,
};

/** Matches claimed digests with files, archive and raw bodies. Lists files without a claim. Pure; runs in a worker. */
export function compareDigests(input: AgreementInput): Pick<Agreement, "digests" | "unclaimedFiles" | "isCut"> {
  const { token, record, files } = input;
  const context: Omit<Context, "source"> = {
    holders: new DigestIndex(input),
    isArchiveOpen: files !== null,
    right: "consistent",
    prefix: "",
  };
  const examineAll = (reading: JsonReading | null, own: Pick<Context, "source"> & Partial<Context>) =>
    (reading?.primitives ?? []).flatMap((claim) => examineClaim(claim, { ...context, ...own }) ?? []);
  const all = [
    ...examineAll(token, { source: "token", right: rightOf(token?.verdict) }),
    ...examineAll(record, { source: "record" }),
    ...(files ?? []).flatMap(({ name, reading }) => examineAll(reading, { source: "files", prefix: `${name}#` })),
  ];
  // A file that contradicts its claim still has one.
  const covered = new Set(
    all.flatMap(({ outcome, match }) =>
      match?.kind === "file" && outcome !== "unmatched" && outcome !== "missing" ? [match.number] : [],
    ),
  );
  const unclaimedFiles = (files ?? []).flatMap(({ number, name }) => (covered.has(number) ? [] : { number, name }));
  const shown = { differs: 0, missing: 0, unmatched: 0, proven: 0, expired: 0, consistent: 0 };
  const digests = all
    .filter(({ outcome }) => ++shown[outcome] <= maxClaims)
    .sort((left, right) => rank[left.outcome] - rank[right.outcome]);
  return { digests, unclaimedFiles, isCut: digests.length < all.length };
}
