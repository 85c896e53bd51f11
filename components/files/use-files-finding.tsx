import { useTranslations } from "next-intl";
import { useArtefact } from "#components/evidence/evidence-context";
import type { Finding } from "#components/evidence/finding";
import { useBody } from "#components/evidence/use-body";
import { useMessage } from "#components/ui/use-message";
import { bodyTitle } from "#lib/evidence/body-title";
import { mayBeArchive } from "#lib/evidence/read-body";
import { groupOf } from "#lib/evidence/recognise-body";
import { useArchive } from "#lib/files/query";
import { highestSeverity } from "#lib/formats/zip/anomalies";

/** Never green by itself, because internal consistency proves nothing; null until the body's type is known. */
export function useFilesFinding(): Finding | null {
  const t = useTranslations("files.finding");
  const tBody = useTranslations("evidence.body");
  const { state: artefact } = useArtefact("files");
  const body = useBody("files", artefact.phase === "ready" ? artefact.blob : null);
  const { state } = useArchive(body?.shown ?? null);
  const textOf = useMessage();
  if (body === null) return null;
  const group = groupOf(body.nature);
  const title = bodyTitle("files", body);
  if (group !== null && title !== null && !mayBeArchive(body))
    return { tone: "unsure", label: tBody(`finding.${group}`), detail: textOf(title) };
  const { head, entries, tally, checking, checked } = state;
  if (head === null) return null;
  if (head.state === "none") return { tone: "contradicted", label: t("none"), detail: t("noneDetail") };
  const { damaged, files: count } = tally;
  const inEntries = tally.errors > 0 ? "error" : tally.anomalies > 0 ? "warning" : null;
  const inArchive = highestSeverity(head.anomalies);
  const highest = inEntries === "error" || inArchive === "error" ? "error" : (inEntries ?? inArchive);
  if (damaged > 0)
    return { tone: "contradicted", label: t("damaged", { count: damaged }), detail: t("detail", { count }) };
  if (highest === "error") return { tone: "contradicted", label: t("error"), detail: t("detail", { count }) };
  if (checking !== "done")
    return {
      tone: "silent",
      label: t("checking"),
      detail: t("checkingDetail", { done: checked, total: entries.length }),
    };
  if (highest === "warning") return { tone: "unsure", label: t("warning"), detail: t("detail", { count }) };
  return { tone: "silent", label: t("whole"), detail: t("wholeDetail", { count }) };
}
