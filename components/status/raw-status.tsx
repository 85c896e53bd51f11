"use client";

import { Download } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Button } from "#components/ui/button";
import { saveBlob } from "#components/ui/save-blob";
import { Verbatim } from "#components/ui/verbatim";
import type { ReadBody } from "#lib/evidence/read-body";
import { useMasking } from "#lib/evidence/use-masking";
import type { StatusResponse } from "#lib/status/schema";
import { readRawBytes } from "#lib/status/schema";

// Loads the tree on demand to keep the overview small.
const JsonTree = dynamic(() => import("#components/json-viewer/json-tree").then(({ JsonTree }) => JsonTree));

/** Status as a tree without encodings, or as text if it is not JSON; the download is byte-identical. */
export function RawStatus({
  status,
  body,
  evidenceId,
}: {
  status: StatusResponse;
  /** Null until the body's type is known. */
  body: ReadBody | null;
  evidenceId: string;
}) {
  const t = useTranslations("status.raw");
  const { masked } = useMasking();
  const [isOpen, setOpen] = useState(false);
  const bytes = useMemo(() => readRawBytes(status), [status]);
  const decoded = body && body.wraps.length > 0 && body.form === "json" ? body.shown : null;
  const isJson = !status.unreadable || decoded !== null;
  return (
    <details
      className="rounded-xl border border-line bg-sheet print:hidden"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="min-h-11 px-4 py-3 font-semibold">{t("show")}</summary>
      <div className="space-y-3 border-t border-line p-3">
        {isOpen && isJson ? <JsonTree source={decoded ?? bytes} label={t("show")} masked={masked} /> : null}
        {isOpen && !isJson ? <Verbatim text={status.raw} cap={4000} /> : null}
        <Button icon={Download} onClick={() => saveBlob(new Blob([bytes]), `${evidenceId}-status.json`)}>
          {t("save")}
        </Button>
      </div>
    </details>
  );
}
