import type { Agreement, AgreementInput, FileFact } from "./model.ts";

/** An archive file as the page has it. `content` is set if its bytes are needed. */
export type ListedFile = Pick<FileFact, "number" | "name" | "sizeBytes" | "sha256" | "isWhole"> & {
  isJson: boolean;
  /** Also null for a JSON file left out, which the comparison reports. */
  content: Blob | null;
};

/** Input of the worker; large bodies are Blobs, which are not copied. */
export type CompareRequest = {
  facts: Pick<AgreementInput, "srId" | "evidenceId" | "request" | "status" | "report">;
  /** The provider's text of the status, for claims about it. */
  statusText: string | null;
  record: Blob | null;
  token: { verdict: NonNullable<AgreementInput["token"]>["verdict"]; text: string } | null;
  files: ListedFile[] | null;
  /** The archive as sent, to detect its type. */
  archiveBody: Blob | null;
  /** The whole archive, for claims about it; null if too large to hash at once. */
  archive: Blob | null;
};

export type ComparisonMethods = {
  compare: { params: CompareRequest; result: Agreement };
  /** Prepares the worker for its first comparison. */
  warm: { params: null; result: undefined };
};
