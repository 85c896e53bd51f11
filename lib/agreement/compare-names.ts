/** Are two spellings the name of one person? Each rule is named, so that a person can judge the match. */

export type NameRule =
  | "equal_text"
  | "letter_case"
  | "without_diacritics"
  | "umlauts_written_out"
  | "machine_readable"
  | "without_particles"
  | "other_order"
  | "fewer_given_names"
  | "other_script";

/** Letters that Unicode does not take apart into a base letter and a mark. */
const letters: Record<string, string> = {
  ß: "ss",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ı: "i",
  ħ: "h",
  ŧ: "t",
  ŋ: "n",
  ĸ: "k",
  ŀ: "l",
};
/** How German writes umlauts where there are none, and what Scandinavian names do alike. */
const german: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" };
/** ICAO Doc 9303 part 3 section 6.A: further spellings that a machine-readable zone may use. */
const machine: Record<string, string> = { ñ: "nxx", þ: "th", ð: "d", œ: "oe", æ: "ae" };

const particles = new Set(
  "von vom van de der den des del della di da dal dos das du do la le les lo el al bin ibn ben af av zu zum zur ter ten y und of".split(
    " ",
  ),
);

const fold = (text: string) => text.normalize("NFKC").toLowerCase().normalize("NFC").replaceAll(/\s+/gu, " ").trim();
const replace = (text: string, table: Record<string, string>) =>
  text.replaceAll(/\P{ASCII}/gu, (letter) => table[letter] ?? letter);

/** Base letters and single spaces; apostrophes fall away, other punctuation separates words. */
function strip(folded: string): string {
  return replace(folded, letters)
    .normalize("NFD")
    .replaceAll(/\p{M}|['’‘`´ʼ]/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const unique = (texts: string[]) => [...new Set(texts)].filter((text) => text !== "");
const plainForms = (folded: string) => unique([strip(folded), strip(replace(folded, german))]);
const machineForms = (folded: string) =>
  unique(
    [...plainForms(folded), strip(replace(replace(folded, machine), german))].map((form) => form.replaceAll(" ", "")),
  );
const withoutParticles = (form: string) =>
  form
    .split(" ")
    .filter((word) => !particles.has(word))
    .join(" ");
const inOrder = (form: string) => form.split(" ").sort().join(" ");

const meet = (left: readonly string[], right: readonly string[]) => left.some((form) => right.includes(form));

/** A machine-readable zone cuts names off; a long beginning stands for the whole. */
const isCutOff = (left: string, right: string) => left.length >= 24 && right.startsWith(left);

const steps: { rule: NameRule; forms: (folded: string) => string[] }[] = [
  { rule: "letter_case", forms: (folded) => [folded] },
  { rule: "without_diacritics", forms: (folded) => unique([strip(folded)]) },
  { rule: "umlauts_written_out", forms: plainForms },
  { rule: "machine_readable", forms: machineForms },
  { rule: "without_particles", forms: (folded) => unique(plainForms(folded).map(withoutParticles)) },
  { rule: "other_order", forms: (folded) => unique(plainForms(folded).map(inOrder)) },
];

/**
 * The first rule under which the names are the same, or null when they differ.
 * `other_script` means that they cannot be compared: one is written in another script than the other.
 */
export function compareNames(left: string, right: string): NameRule | null {
  if (left.normalize("NFC").trim() === right.normalize("NFC").trim()) return "equal_text";
  const [a, b] = [fold(left), fold(right)];
  for (const { rule, forms } of steps) if (meet(forms(a), forms(b))) return rule;
  const [long, short] = [machineForms(a), machineForms(b)];
  if (long.some((one) => short.some((other) => isCutOff(one, other) || isCutOff(other, one))))
    return "machine_readable";
  return isLatin(a) === isLatin(b) ? null : "other_script";
}

/** As `compareNames`, and the document may know more given names than somebody typed. */
export function compareGivenNames(left: string, right: string): NameRule | null {
  const rule = compareNames(left, right);
  if (rule !== null) return rule;
  const words = (text: string) => plainForms(fold(text)).map((form) => form.split(" "));
  const isPart = (few: string[], many: string[]) =>
    few.length < many.length && few.every((word) => many.includes(word));
  const found = words(left).some((one) => words(right).some((other) => isPart(one, other) || isPart(other, one)));
  return found ? "fewer_given_names" : null;
}

const isLatin = (text: string) => /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u.test(text);
