import { useEffect, useState } from "react";
import { readClaimsText } from "./claims-text.ts";
import type { Verdict } from "./schema.ts";

/** Reads the claims text of a verdict, number digits as received. @returns null while reading, empty without claims */
export function useClaimsText({ claims, token, tokenEncoding }: Verdict): string | null {
  const hasClaims = claims !== null && tokenEncoding === "utf-8";
  const [read, setRead] = useState<{ token: string; text: string } | null>(null);
  useEffect(() => {
    if (!hasClaims) return;
    let isCurrent = true;
    const keep = (text: string) => isCurrent && setRead({ token, text });
    readClaimsText(token).then(
      ({ text }) => keep(text),
      () => keep(""),
    );
    return () => {
      isCurrent = false;
    };
  }, [hasClaims, token]);
  if (!hasClaims) return "";
  return read?.token === token ? read.text : null;
}
