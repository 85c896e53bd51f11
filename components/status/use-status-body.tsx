import { useMemo } from "react";
import { useBody } from "#components/evidence/use-body";
import type { ReadBody } from "#lib/evidence/read-body";
import type { StatusResponse } from "#lib/status/schema";
import { readRawBytes } from "#lib/status/schema";

/** What the provider's body of a status is; null until that is known. */
export function useStatusBody(status: StatusResponse | undefined): ReadBody | null {
  const blob = useMemo(() => (status ? new Blob([readRawBytes(status)]) : null), [status]);
  return useBody("status", blob);
}
