import type { Agreement, AgreementInput, FileFact } from "./model.ts";

/** A file of the archive as the page knows it. `content` comes along where its bytes are needed, else null. */
export type ListedFile = Pick<FileFact, "number" | "name" | "sizeBytes" | "sha256" | "isWhole"> & {
  isJson: boolean;
  /** Null also where a JSON file was left out: the comparison tells it. */
  content: Blob | null;
};

/** What the worker compares: plain facts as they are, large bodies as Blobs, which are not copied. */
export type CompareRequest = {
  facts: Pick<AgreementInput, "srId" | "evidenceId" | "request" | "status" | "report">;
  /** The provider's own text of the status, for claims about it. */
  statusText: string | null;
  record: Blob | null;
  token: { verdict: NonNullable<AgreementInput["token"]>["verdict"]; text: string } | null;
  files: ListedFile[] | null;
  /** The archive as sent, to tell what it is. */
  archiveBody: Blob | null;
  /** The archive as a whole, for claims about it; null where it is too large to hash at once. */
  archive: Blob | null;
};

export type ComparisonMethods = { compare: { params: CompareRequest; result: Agreement } };
