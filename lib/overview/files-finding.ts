import { mayBeArchive } from "#lib/evidence/read-body";
import { highestSeverity } from "#lib/formats/zip/anomalies";
import type { Message } from "#lib/i18n/message";
import { bodyFinding } from "./body-finding.ts";
import type { CaseState, Finding } from "./model.ts";

type Archive = CaseState["files"]["archiveState"];

function findSeverity({ head, tally }: Archive): "error" | "warning" | "note" | null {
  const inEntries = tally.errors > 0 ? "error" : tally.anomalies > 0 ? "warning" : null;
  const inArchive = highestSeverity(head?.anomalies ?? []);
  return inEntries === "error" || inArchive === "error" ? "error" : (inEntries ?? inArchive);
}

/** Never green by itself, because internal consistency proves nothing; null until the body's type is known. */
export function filesFinding({ body, archiveState: archive }: CaseState["files"]): Finding | null {
  if (body === null) return null;
  const other = bodyFinding("files", body);
  if (other && !mayBeArchive(body)) return other;
  const { head, entries, tally, checking, checked } = archive;
  if (head === null) return null;
  const say = (tone: Finding["tone"], label: Message, detail: Message): Finding => ({ tone, label, detail });
  if (head.state === "none")
    return say("contradicted", { key: "files.finding.none" }, { key: "files.finding.noneDetail" });
  const { damaged, files: count } = tally;
  const detail: Message = { key: "files.finding.detail", values: { count } };
  const severity = findSeverity(archive);
  if (damaged > 0) return say("contradicted", { key: "files.finding.damaged", values: { count: damaged } }, detail);
  if (severity === "error") return say("contradicted", { key: "files.finding.error" }, detail);
  if (checking !== "done")
    return say(
      "silent",
      { key: "files.finding.checking" },
      { key: "files.finding.checkingDetail", values: { done: checked, total: entries.length } },
    );
  if (severity === "warning") return say("unsure", { key: "files.finding.warning" }, detail);
  if (tally.unread > 0) return say("unsure", { key: "files.finding.unread", values: { count: tally.unread } }, detail);
  return say("silent", { key: "files.finding.whole" }, { key: "files.finding.wholeDetail", values: { count } });
}
