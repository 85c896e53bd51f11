import { claimedFile } from "./count-findings.ts";
import { factOfStatement } from "./decisive-fact.ts";
import type { Agreement, DigestClaim, Source, Statement } from "./model.ts";

type Side = { source: Source; text: string; path: string };

/** One difference, or one value to review. `expected` is the signed, requested or reference side. */
export type Difference = {
  key: string;
  tone: "contradicted" | "unsure";
  rule: string | null;
  expected: Side | null;
  found: Side | null;
} & (
  | { kind: "statement"; name: string; isKnown: boolean; isPersonal: boolean; outcome: Statement["outcome"] }
  | { kind: "digest"; file: string | null; fileNumber: number | null; outcome: DigestClaim["outcome"] }
);

const rank = { contradicted: 0, unsure: 1 } as const;

function ofStatement(statement: Statement): Difference {
  const { rule, values } = factOfStatement(statement) as { rule: string | null; values: Side[] };
  const { name, isKnown, isPersonal, outcome } = statement;
  return {
    kind: "statement",
    key: `statement ${name}`,
    tone: outcome === "differs" ? "contradicted" : "unsure",
    name,
    isKnown,
    isPersonal,
    outcome,
    rule,
    expected: values[0] ?? null,
    found: values[1] ?? null,
  };
}

function ofDigest(claim: DigestClaim): Difference {
  const { source, path, text, match, outcome } = claim;
  return {
    kind: "digest",
    key: `digest ${outcome} ${source} ${path}`,
    tone: outcome === "unmatched" ? "unsure" : "contradicted",
    file: claimedFile(claim),
    fileNumber: match?.kind === "file" ? match.number : null,
    outcome,
    rule: null,
    expected: { source, text, path },
    found: null,
  };
}

/** Everything that does not agree, most serious first; statements and digests that agree are left out. */
export function listDifferences({ statements, digests }: Agreement): Difference[] {
  const open: readonly Statement["outcome"][] = ["differs", "similar", "not_understood", "not_comparable"];
  const wrong: readonly DigestClaim["outcome"][] = ["differs", "missing", "unmatched"];
  return [
    ...statements.filter(({ outcome }) => open.includes(outcome)).map(ofStatement),
    ...digests.filter(({ outcome }) => wrong.includes(outcome)).map(ofDigest),
  ].toSorted((one, other) => rank[one.tone] - rank[other.tone]);
}
