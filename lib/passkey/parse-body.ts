import { ProblemError } from "#lib/problem";
import { isVisibleLine } from "#lib/runtime/visible-line";
import { type infer as Infer, type Schema, safeParse } from "#lib/runtime/zod";
import { type Assertion, assertionSchema, maxPasskeyName, registrationSchema } from "./schema.ts";

const invalid = (detail: string) => new ProblemError("invalid_request", detail);

/** Reads `{ name, credential }`. @throws ProblemError `invalid_request` */
export function parseEnrolment(body: unknown): { name: string; credential: Infer<typeof registrationSchema> } {
  const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
  if (!isObject || Object.keys(body).toSorted().join() !== "credential,name")
    throw invalid("Adding a passkey needs exactly these members: `name`, `credential`.");
  const { name, credential } = body as { name: unknown; credential: unknown };
  const text = typeof name === "string" ? name.normalize("NFC").trim() : "";
  if (!isVisibleLine(text, maxPasskeyName))
    throw invalid(`\`name\` must be visible text on one line, of at most ${maxPasskeyName} characters.`);
  return { name: text, credential: read(registrationSchema, credential, "`credential`") };
}

/** @throws ProblemError `invalid_request` */
export const parseAssertion = (assertion: unknown): Assertion => read(assertionSchema, assertion, "`assertion`");

function read<Form extends Schema>(schema: Form, value: unknown, what: string): Infer<Form> {
  const { data } = safeParse(schema, value);
  if (data === undefined) throw invalid(`${what} must be the JSON form of a Web Authentication response.`);
  return data;
}
