import * as z from "#lib/runtime/zod";
import {
  documentSchema,
  identitySchema,
  type SignatureRequestBody,
  signatureRequestSchema,
  signatureSchema,
} from "./schema.ts";
import { stripBearerLinks } from "./strip-bearer-links.ts";

const namesOf = (schema: { _zod: { def: { shape: object } } }) => new Set(Object.keys(schema._zod.def.shape));

/** Known fields of each object, by its path. */
const knownNames: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["", namesOf(signatureRequestSchema)],
  ["documents", namesOf(documentSchema)],
  ["signatures", namesOf(signatureSchema)],
  ["signatures.signer_identity_data", namesOf(identitySchema)],
]);

/** Excludes names that may be data, such as an email address. */
const fieldName = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const maxNames = 100;

/** Names the fields that `signatureRequestSchema` drops, nested ones after a dot. */
function listUnknownFields(body: unknown): string[] {
  const found = new Set<string>();
  const visit = (value: unknown, path: string) => {
    const known = knownNames.get(path);
    if (known === undefined) return;
    if (Array.isArray(value)) {
      for (const member of value) visit(member, path);
      return;
    }
    for (const [name, member] of Object.entries(value ?? {})) {
      const whole = path === "" ? name : `${path}.${name}`;
      if (known.has(name)) visit(member, whole);
      else if (fieldName.test(name)) found.add(whole);
    }
  };
  visit(body, "");
  return [...found].slice(0, maxNames);
}

/**
 * Parses the provider's body to what our API answers, without bearer links.
 * @throws RangeError if it is nested too deep to be checked; another error if it is not a signature request
 */
export function parseProviderRequest(body: unknown): SignatureRequestBody {
  const stripped = stripBearerLinks(body);
  return { ...z.parse(signatureRequestSchema, stripped), unknownFields: listUnknownFields(stripped) };
}

function nameKind(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object without an id" : `a ${typeof value}`;
}

/** @throws TypeError with the kind of the invalid value; RangeError as `parseProviderRequest` */
export function parseProviderList(body: unknown): SignatureRequestBody[] {
  if (!Array.isArray(body)) throw new TypeError("The provider's response is not a list of signature requests.");
  return body.map((entry: unknown, index) => {
    try {
      return parseProviderRequest(entry);
    } catch (error) {
      if (error instanceof RangeError) throw error;
      throw new TypeError(
        `Entry ${index + 1} of the provider's list is not a signature request: it is ${nameKind(entry)}.`,
      );
    }
  });
}
