import { useMemo } from "react";
import { useBody } from "#components/evidence/use-body";
import type { ReadBody } from "#lib/evidence/read-body";
import type { StatusResponse } from "#lib/status/schema";
import { readRawBytes } from "#lib/status/schema";

/** Type of the provider's status body; null until known. */
export function useStatusBody(status: StatusResponse | undefined): ReadBody | null {
  const blob = useMemo(() => (status ? new Blob([readRawBytes(status)]) : null), [status]);
  return useBody("status", blob);
}
