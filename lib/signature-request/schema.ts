/**
 * Signature requests as the Sign API v2 and v3 write them (`SignatureResponse`, `SignatureResponse_v3`), and as our API
 * responds with them: an allow-list of fields, so that bearer links and unknown fields never leave the server.
 */
import * as z from "#lib/runtime/zod";

/** Leaves out a member of another type: the provider's description and its responses differ. */
const lenient = <Schema extends z.Schema>(schema: Schema) => z.catch(z.optional(z.nullable(schema)), undefined);

const isObject = (value: unknown) => z.safeParse(z.jsonObject, value).success;

/** Leaves out entries that are not objects. */
const objects = <Schema extends z.Schema>(schema: Schema) =>
  lenient(z.preprocess((value) => (Array.isArray(value) ? value.filter(isObject) : value), z.array(schema)));

const text = lenient(z.string());

/** Title and name, because the versions of the API differ, like `mobile` and `mobile_number` below. */
export const documentSchema = z.object({ document_id: text, title: text, name: text });

export const identitySchema = z.object({
  first_name: text,
  last_name: text,
  email_address: text,
  mobile: text,
  mobile_number: text,
  language: text,
  /** Identification provider. */
  provider: text,
  evidence_id: text,
  identification_require_evidence: lenient(z.boolean()),
});

export const signatureSchema = z.object({
  sid: text,
  account_email: text,
  /** DRAFT OPEN WAITING DECLINED WITHDRAWN SIGNED ERROR, or an unknown code. */
  status_code: text,
  sequence: lenient(z.number()),
  signer_identity_data: lenient(identitySchema),
});

export const signatureRequestSchema = z.object({
  id: z.custom<string>((value) => typeof value === "string" && value !== ""),
  title: text,
  message: text,
  /** For example `QES`. */
  quality: text,
  /** For example `ZERTES`. */
  legislation: text,
  /** DRAFT OPEN DECLINED WITHDRAWN SIGNED EXPIRED ERROR, or an unknown code. */
  status_overall: text,
  created_at: text,
  updated_at: text,
  expires_at: text,
  owner: text,
  documents: objects(documentSchema),
  document_id: text,
  signatures: objects(signatureSchema),
  /** Names of the provider's other fields, without values. */
  unknownFields: lenient(z.array(z.string())),
});
export type SignatureRequestBody = z.infer<typeof signatureRequestSchema>;

/** Pages count from 1. */
export const signatureRequestPageSchema = z.object({
  items: z.array(signatureRequestSchema),
  page: z.number(),
  hasMore: z.boolean(),
});
export type SignatureRequestPage = z.infer<typeof signatureRequestPageSchema>;

const actionSchema = z.object({
  certificateSubject: text,
  signatureId: text,
  /** `2026-01-22 07:46:39 GMT`, or ISO 8601. */
  time: text,
  quality: text,
  legislation: text,
  certificateSerial: text,
  certificateIssuer: text,
});

/** Activity report (`SignatureReport` in the vendor's description): the fields that we read of the provider's bytes. */
export const reportSchema = z.catch(
  z.object({
    userList: objects(z.object({ firstname: text, lastname: text, email: text, userActions: objects(actionSchema) })),
  }),
  {},
);
export type ActivityReport = z.infer<typeof reportSchema>;
