import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BodyNotice } from "#components/evidence/body-notice";
import { BodyView } from "#components/evidence/body-view";
import { useEvidence } from "#components/evidence/evidence-context";
import { Button } from "#components/ui/button";
import { saveBlob } from "#components/ui/save-blob";
import type { ReadBody } from "#lib/evidence/read-body";

/** Shows a response that is not JSON: its kind, its text, and the original download. */
export function OtherBody({ blob, body, provenance }: { blob: Blob; body: ReadBody; provenance: ReactNode }) {
  const t = useTranslations("evidence.body");
  const { evidenceId } = useEvidence();
  const extension = body.form === "text" && body.wraps.length === 0 ? "txt" : "bin";
  const save = () => saveBlob(blob, `record-${evidenceId}-as-sent.${extension}`);
  return (
    <div className="space-y-3">
      <BodyNotice
        artefact="record"
        body={body}
        actions={
          <Button icon={Download} onClick={save}>
            {t("save")}
          </Button>
        }
      />
      <BodyView body={body} />
      {provenance}
    </div>
  );
}
