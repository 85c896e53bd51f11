"use client";

import { ChevronRight } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { Skeleton } from "#components/ui/skeleton";
import { useMasking } from "#lib/evidence/use-masking";
import type { Verdict } from "#lib/token/schema";
import { decodePart, splitToken } from "#lib/token/token-bytes";

const JsonTree = dynamic(() => import("#components/json-viewer/json-tree").then(({ JsonTree: tree }) => tree), {
  loading: () => <Skeleton lines={4} />,
});

type VerbatimPartProps = { verdict: Verdict; part: "header" | "payload"; label: string };

/** Shows header or claims exactly as received, on request, including duplicate names, digits and unusual characters. */
export function VerbatimPart({ verdict, part, label }: VerbatimPartProps) {
  const [open, setOpen] = useState(false);
  const { masked } = useMasking();
  const { token, tokenEncoding } = verdict;
  const bytes = useMemo(() => {
    const parts = tokenEncoding === "utf-8" ? splitToken(token) : null;
    return parts ? decodePart(parts[part]) : null;
  }, [token, tokenEncoding, part]);
  if (!bytes || bytes.length === 0) return null;
  return (
    <details className="border-t border-line print:hidden" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex min-h-9 items-center gap-1.5 px-4 py-2 text-soft hover:text-ink">
        <ChevronRight aria-hidden className={`size-4 transition-transform duration-100 ${open ? "rotate-90" : ""}`} />
        {label}
      </summary>
      <div className="border-t border-line">
        {open ? <JsonTree source={bytes} label={label} masked={masked && part === "payload"} /> : null}
      </div>
    </details>
  );
}
