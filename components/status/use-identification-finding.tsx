import { useTranslations } from "next-intl";
import { useBodyTitle } from "#components/evidence/body-notice";
import { useEvidence } from "#components/evidence/evidence-context";
import type { Finding } from "#components/evidence/finding";
import type { Tone } from "#components/ui/badge";
import { toProblem } from "#lib/api-client";
import { groupOf } from "#lib/evidence/recognise-body";
import { splitVisible } from "#lib/i18n/escape-invisible";
import { apiPaths } from "#lib/paths";
import { namesTime } from "#lib/status/other-times";
import { useStatus } from "#lib/status/query";
import type { IdentificationState } from "#lib/status/schema";
import { useStatusBody } from "./use-status-body.tsx";

/** Tone of a state: green for completed only, grey for unknown words. */
const toneOfState: Record<IdentificationState, Tone> = {
  completed: "proven",
  failed: "contradicted",
  expired: "unsure",
  in_review: "unsure",
  not_started: "silent",
  started: "silent",
  unknown: "silent",
};

/** Finding of the status; fetches it if it is not loaded. */
export function useIdentificationFinding(): Finding {
  const t = useTranslations("status");
  const tProblem = useTranslations("problem.codes");
  const tBody = useTranslations("evidence.body");
  const { srId, evidenceId } = useEvidence();
  const { data, error } = useStatus(srId, evidenceId);
  const body = useStatusBody(data);
  const title = useBodyTitle("status", body);
  const group = body && groupOf(body.nature);

  if (data && group !== null) return { tone: "unsure", label: tBody(`finding.${group}`), detail: title ?? "" };
  if (data) {
    const word = splitVisible(data.status ?? "", 40)
      .parts.map((part) => part.text)
      .join("");
    const reviewed = t(namesTime(data, "reviewedAt") ? "reviewedByHand" : "noReviewNamed");
    const detail =
      data.stateSource === "setting"
        ? t("readBySetting", { state: data.state })
        : data.state === "completed"
          ? reviewed
          : "";
    return {
      tone: toneOfState[data.state],
      label: data.unreadable
        ? t(`unreadable.${data.unreadable}`)
        : data.state === "unknown"
          ? t("states.unknown", { word })
          : t(`states.${data.state}`),
      detail,
    };
  }
  if (!error) return { tone: "silent", label: t("asking"), detail: "" };
  const { code } = toProblem(error, apiPaths.artefact(srId, evidenceId, "status"));
  return { tone: "silent", label: tProblem(`${code}.title`), detail: t("couldNotRead") };
}
