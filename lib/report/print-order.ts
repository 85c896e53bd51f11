import { ProblemError } from "#lib/problem";

export const pictureChoices = ["small", "masked", "none"] as const;
export const personalChoices = ["shown", "masked"] as const;
export type PictureChoice = (typeof pictureChoices)[number];
export type PersonalChoice = (typeof personalChoices)[number];

const answers = ["status", "record", "files", "token"] as const;

/**
 * What a person is about to print of one evidence: the whole report, or its history. The conclusion's code and the digests (SHA-256,
 * lower-case hex; null if not fetched) tie the log's entry to what the paper says.
 */
export type PrintOrder = {
  view: "report" | "history";
  conclusion: string | null;
  pictures: PictureChoice;
  personal: PersonalChoice;
} & Record<(typeof answers)[number], string | null>;

const invalid = (detail: string) => new ProblemError("invalid_request", detail);

/** @throws ProblemError `invalid_request` naming the member */
export function parsePrintOrder(body: unknown): PrintOrder {
  const given = (typeof body === "object" && body !== null ? body : {}) as { [name: string]: unknown };
  const oneOf = <Choice extends string>(name: string, choices: readonly Choice[]): Choice => {
    const found = choices.find((choice) => choice === given[name]);
    if (found === undefined) throw invalid(`"${name}" in the request body must be one of: ${choices.join(", ")}.`);
    return found;
  };
  const textOrNull = (name: string, pattern: RegExp, what: string): string | null => {
    const value = given[name] ?? null;
    if (value === null || (typeof value === "string" && pattern.test(value))) return value;
    throw invalid(`"${name}" in the request body must be ${what}, or null.`);
  };
  const digests = answers.map((name) => [
    name,
    textOrNull(name, /^[0-9a-f]{64}$/, "a SHA-256 of 64 lower-case hex digits"),
  ]);
  return {
    view: oneOf("view", ["report", "history"]),
    conclusion: textOrNull("conclusion", /^[a-z_]{1,64}$/, "the code of a conclusion"),
    pictures: oneOf("pictures", pictureChoices),
    personal: oneOf("personal", personalChoices),
    ...(Object.fromEntries(digests) as Pick<PrintOrder, (typeof answers)[number]>),
  };
}
