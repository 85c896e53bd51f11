import { compareDigests } from "./compare-digests.ts";
import { compareStatements } from "./compare-statements.ts";
import type { Agreement, AgreementInput, Leaf, Source } from "./model.ts";
import type { LeafInterest } from "./read-leaves.ts";
import { isKnownName, plainName } from "./statement-rules.ts";

/** Everything that the opened pieces say of each other. Pure; runs in a worker. */
export function compare(input: AgreementInput): Agreement {
  const { record, token, files } = input;
  const { statements, isCut: isSaidCut } = compareStatements(input);
  const digests = compareDigests(input);
  const fromFiles = (files ?? []).flatMap(({ reading }) => reading ?? []);
  const broken: Source[] = record?.fault ? ["record"] : [];
  if (fromFiles.some(({ fault }) => fault)) broken.push("files");
  const isCut = [record, token, ...fromFiles].some((reading) => reading?.isCut) || isSaidCut || digests.isCut;
  return { statements, ...digests, broken, isCut };
}

/** Shorter texts are equal by chance. */
const minLength = 6;

/**
 * Which scalars of a large text matter to `compare` beside digests: known names, and whatever the token states too. Give
 * the token's leaves, or none where it was not opened.
 */
export function findInterest(token: readonly Leaf[]): LeafInterest {
  const own = new Set(token.map(({ names }) => plainName(names.at(-1) ?? "")));
  return {
    matters: (names) => {
      const plain = plainName(names.at(-1) ?? "");
      return plain === "id" || isKnownName(plain) || own.has(plain);
    },
    texts: new Set(token.filter(({ text }) => text.length >= minLength).map(({ text }) => text)),
  };
}
