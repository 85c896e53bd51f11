import * as z from "#lib/runtime/zod";
import { type SignatureRequestBody, signatureRequestSchema } from "./schema.ts";
import { stripBearerLinks } from "./strip-bearer-links.ts";
import { listUnknownFields } from "./unknown-fields.ts";

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Gives fields the contract's names: `expiration_date` (v2, v3), and `id` of a document (v3). */
function rename(body: unknown): unknown {
  if (!isObject(body)) return body;
  const { documents } = body;
  return {
    ...body,
    expires_at: body.expires_at ?? body.expiration_date,
    documents: Array.isArray(documents)
      ? documents.map((one: unknown) => (isObject(one) ? { ...one, document_id: one.document_id ?? one.id } : one))
      : documents,
  };
}

/**
 * Parses the provider's body to the body of our API's response: an allow-list of fields, whose texts have no bearer links.
 * @throws RangeError if it is nested too deep to be checked; another error if it is not a signature request
 */
export function parseProviderRequest(body: unknown): SignatureRequestBody {
  const stripped = stripBearerLinks(body);
  return { ...z.parse(signatureRequestSchema, rename(stripped)), unknownFields: listUnknownFields(stripped) };
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
