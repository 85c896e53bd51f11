import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { BodyNotice } from "#components/evidence/body-notice";
import { BodyView } from "#components/evidence/body-view";
import { useDigest } from "#components/evidence/use-digest";
import { Button } from "#components/ui/button";
import { Provenance } from "#components/ui/provenance";
import { saveBlob } from "#components/ui/save-blob";
import type { ArtefactState } from "#lib/evidence/artefact-store";
import type { ReadBody } from "#lib/evidence/read-body";

type FileSource = Extract<ArtefactState, { phase: "ready" }>;
/** Larger bodies are not hashed here, because hashing reads them into memory. Bytes. */
const maxHashedBytes = 64 * 1024 * 1024;

/** Body sent instead of the archive: named, shown if it is JSON or text, saved as sent. */
export function OtherFiles({ source, body }: { source: FileSource; body: ReadBody }) {
  const t = useTranslations("files");
  const tBody = useTranslations("evidence.body");
  const { blob, fetchedAt } = source;
  const digest = useDigest(source.sha256 === null && blob.size <= maxHashedBytes ? blob : null);
  return (
    <div className="space-y-3">
      <BodyNotice
        artefact="files"
        body={body}
        actions={
          <Button icon={Download} onClick={() => saveBlob(blob, "evidence-files-as-sent.bin")}>
            {tBody("save")}
          </Button>
        }
      />
      <BodyView body={body} />
      <div className="text-xs text-soft">
        <Provenance
          endpoint={t("endpoint")}
          fetchedAt={fetchedAt}
          sizeBytes={blob.size}
          sha256={source.sha256 ?? digest}
        />
      </div>
    </div>
  );
}
