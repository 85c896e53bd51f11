"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useBodyTitle } from "#components/evidence/body-notice";
import { useEvidence, useFinding } from "#components/evidence/evidence-context";
import { problemOf } from "#lib/api-client";
import { groupOf } from "#lib/evidence/recognise-body";
import { splitVisible } from "#lib/i18n/escape-invisible";
import { apiPaths } from "#lib/paths";
import { namesTime } from "#lib/status/other-times";
import { useStatus } from "#lib/status/query";
import { toneOfState } from "./identification.ts";
import { useStatusBody } from "./use-status-body.tsx";

/** Asks for the status on every evidence page and tells the strip what it says. Draws nothing itself. */
export function IdentificationFinding() {
  const t = useTranslations("status");
  const tProblem = useTranslations("problem.codes");
  const { srId, evidenceId } = useEvidence();
  const [, setFinding] = useFinding("identification");
  const tBody = useTranslations("evidence.body");
  const { data, error } = useStatus(srId, evidenceId);
  const body = useStatusBody(data);
  const title = useBodyTitle("status", body);
  const group = body && groupOf(body.nature);

  useEffect(() => {
    if (data && group !== null) setFinding({ tone: "unsure", label: tBody(`finding.${group}`), detail: title ?? "" });
    else if (data) {
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
      setFinding({
        tone: toneOfState[data.state],
        label: data.unreadable
          ? t(`unreadable.${data.unreadable}`)
          : data.state === "unknown"
            ? t("states.unknown", { word })
            : t(`states.${data.state}`),
        detail,
      });
    } else if (error) {
      const { code } = problemOf(error, apiPaths.artefact(srId, evidenceId, "status"));
      setFinding({ tone: "silent", label: tProblem(`${code}.title`), detail: t("couldNotAsk") });
    } else setFinding({ tone: "silent", label: t("asking"), detail: "" });
  }, [data, error, srId, evidenceId, setFinding, t, tProblem, tBody, group, title]);

  return null;
}
