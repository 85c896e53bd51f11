import { useMemo } from "react";
import { useLoaded } from "#lib/runtime/use-loaded";
import { readClaimsText } from "./claims-text.ts";
import type { Verdict } from "./schema.ts";

/** Reads the claims text of a verdict, number digits as received. @returns null while reading, empty without claims */
export function useClaimsText({ claims, token, tokenEncoding }: Verdict): string | null {
  const hasClaims = claims !== null && tokenEncoding === "utf-8";
  const read = useLoaded(useMemo(() => (hasClaims ? () => readClaimsText(token) : null), [hasClaims, token]));
  if (!hasClaims || read.phase === "failed") return "";
  return read.phase === "ready" ? read.value.text : null;
}
