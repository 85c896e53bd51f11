import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Finding } from "#lib/evidence/finding";
import type { ArchiveState } from "#lib/files/archive-state";
import { gravestSeverity } from "#lib/files/oddities";
import { gravestOf } from "#lib/files/rows";

/** What the strip says of the files: never green by itself, because an archive that agrees with itself proves nothing yet. */
export function useArchiveFinding(state: ArchiveState): Finding | null {
  const t = useTranslations("files.finding");
  return useMemo(() => {
    const { head, entries, checks, checking, checked } = state;
    if (head === null) return null;
    if (head.state === "none") return { tone: "contradicted", label: t("none"), detail: t("noneDetail") };
    const files = entries.filter((entry) => entry.kind !== "folder");
    let damaged = 0;
    let gravest = gravestSeverity(head.oddities);
    for (const entry of entries) {
      const check = checks.get(entry.number);
      if (check?.state === "damaged") damaged += 1;
      const own = gravestOf(entry, check);
      if (own === "bad" || (own === "odd" && gravest !== "bad")) gravest = own;
    }
    const count = files.length;
    if (damaged > 0)
      return { tone: "contradicted", label: t("damaged", { count: damaged }), detail: t("detail", { count }) };
    if (gravest === "bad") return { tone: "contradicted", label: t("bad"), detail: t("detail", { count }) };
    if (checking !== "done")
      return {
        tone: "silent",
        label: t("checking"),
        detail: t("checkingDetail", { done: checked, total: entries.length }),
      };
    if (gravest === "odd") return { tone: "unsure", label: t("odd"), detail: t("detail", { count }) };
    return { tone: "silent", label: t("whole"), detail: t("wholeDetail", { count }) };
  }, [state, t]);
}
