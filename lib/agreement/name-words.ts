import { hasLetter } from "#lib/i18n/name-letters";

/** `isShort` marks initials and abbreviations (`L.`, `Joh.`). */
export type Word = { text: string; isShort: boolean };

const set = (text: string) => new Set(text.trim().split(/\s+/));

/** Titles in any position, without points and hyphens. */
const titles =
  set(`dr prof profssa signa professor professorin doktor docteur dottore dottoressa dott dottssa drmed drphil driur drjur drrernat
  phd msc bsc mba llm llb emba hc herr frau fräulein mr mrs ms mx mme mlle monsieur madame mademoiselle signor signora signore
  signorina sigra sigrna esq señor señora`);
/** Titles only with a point; otherwise they are names too. */
const dottedTitles = set("mag ing lic dipl hr sig avv geom rag iur jur rer oec dent habil univ theol techn pd rev hon");
/** With a point a title or an abbreviated name: `Fr.` is Frau or Friedrich, `M.` Monsieur or an initial. */
const unsureTitles = set("m fr ma ba me di md nat phil med arch pol vet sc");
/** Words that follow a title: Dr. med. dent., lic. phil. I, Dipl. Ing. ETH. */
const afterTitle =
  set(`med phil iur jur rer nat pol oec sc dent vet habil hc mult ing theol techn pharm publ eth fh hsg univ et und
  psych math agr mont forest`);

const particles =
  set(`von vom van de der den des del della dello dei degli di da dal dalla dall dos das do du la le les lo los las
  el al ul ibn ben bin bint af av zu zum zur ter ten te y e und et of auf am im op het 't t d l dell degl aan ap abu abd`);
const suffixes = set("jr sr junior senior jun sen ii iii iv 2nd 3rd fils père filho neto sobrinho");

export const birthMarkers =
  set(`geb geborene geborener née nee né nata nato born epse épse épouse epouse ép ep veuve vve veuf vedova
  ved verw verh genannt gen dit dite alias aka rozená roz`);

const bare = (token: string) => token.replace(/[.\-()]/g, "");

/** Splits at spaces and points in lower case: `dr.med.` gives two tokens, with their points. */
export const tokensOf = (text: string) =>
  text
    .replace(/\b(?:ll\. ?m|ph\. ?d|sig\.ra|sig\.na|dott\.ssa|prof\.ssa)\b/g, (title) => title.replace(/[. ]/g, ""))
    .replace(/(?<=\p{L}{2})\.(?=\p{L})/gu, ". ")
    .split(/[\s<_·•]+/)
    .filter((token) => token !== "");

type TitleKind = "sure" | "unsure" | null;

function readTitle(token: string, isAfterTitle: boolean): TitleKind {
  const word = bare(token);
  if (titles.has(word) || (isAfterTitle && afterTitle.has(word))) return "sure";
  if (/^dipl\.?-?(?:ing|kfm|kffr|betrw|inf|math|phys|päd|psych)/.test(token)) return "sure";
  if (!token.includes(".")) return null;
  if (dottedTitles.has(word)) return "sure";
  return unsureTitles.has(word) ? "unsure" : null;
}

/** A shortened name; `isSure` is false if the removed words may be part of it. */
export type Shortened = { rest: readonly string[]; isSure: boolean };

/** Removes titles at both ends, unless nothing would remain. */
export function withoutTitles(tokens: readonly string[]): Shortened {
  let [from, to] = [0, tokens.length];
  let isSure = true;
  const drop = (at: number, isAfterTitle: boolean) => {
    const kind = readTitle(tokens[at] ?? "", isAfterTitle);
    isSure &&= kind !== "unsure";
    return kind !== null;
  };
  while (from < to && drop(from, from > 0)) from++;
  while (to > from && drop(to - 1, to > 1 && readTitle(tokens[to - 2] ?? "", true) !== null)) to--;
  const rest = tokens.slice(from, to);
  return rest.some((token) => bare(token).length > 1 && hasLetter(token))
    ? { rest, isSure }
    : { rest: tokens, isSure: true };
}

export const isOnlyTitles = (tokens: readonly string[]) =>
  tokens.every((token, at) => readTitle(token, at > 0) === "sure");

/** True if all words could be left out; then they are the name. */
export const isOnlySmallWords = (tokens: readonly string[]) =>
  tokens.every((token) => particles.has(bare(token)) || readTitle(token, true) !== null);

const dropWhere = (tokens: readonly string[], isDropped: (token: string) => boolean) => {
  const rest = tokens.filter((token) => !isDropped(token));
  return rest.some(hasLetter) ? rest : tokens;
};

export function withoutSuffix(tokens: readonly string[]): readonly string[] {
  const last = bare(tokens.at(-1) ?? "");
  return tokens.length > 1 && suffixes.has(last) ? tokens.slice(0, -1) : tokens;
}

/** Removes von, de, al-, d’, …, also joined to the next word by an apostrophe or a hyphen. */
export function withoutParticles(tokens: readonly string[]): readonly string[] {
  const apart = tokens.flatMap((token) =>
    token.replace(/^(d|l|dell|dall|degl|del|s|al|el|ul|ap)['-](?=\p{L}{2})/u, "$1 ").split(" "),
  );
  return dropWhere(apart, (token) => particles.has(bare(token)));
}

/** Splits tokens at hyphens and points, not at apostrophes. */
export function wordsOf(tokens: readonly string[]): Word[] {
  return tokens.flatMap((token) => {
    const parts = token.split(/[-./&+]+/).filter(hasLetter);
    const isDotted = token.includes(".");
    return parts.map((text) => {
      const letters = [...text].filter(hasLetter).length;
      return { text, isShort: letters === 1 || (isDotted && letters <= 4) };
    });
  });
}
