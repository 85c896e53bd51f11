import { useTranslations } from "next-intl";
import { memo } from "react";
import { buttonClass } from "#components/ui/button";
import type { JsonSession } from "#lib/json-viewer/session";

const depths = [1, 2, 3, 4] as const;

/** Opens the tree to a depth or closes it. Keeps no state, because rows can change individually afterwards. */
export const ExpandChoice = memo(function ExpandChoice({ session }: { session: JsonSession }) {
  const t = useTranslations("json");
  return (
    <select
      aria-label={t("expand.label")}
      value=""
      onChange={(event) =>
        void session.openToDepth(event.target.value === "all" ? Number.POSITIVE_INFINITY : Number(event.target.value))
      }
      className={`${buttonClass("plain")} appearance-auto`}
    >
      <option value="" disabled hidden>
        {t("expand.label")}
      </option>
      <option value="all">{t("expand.all")}</option>
      {depths.map((depth) => (
        <option key={depth} value={depth}>
          {t("expand.depth", { depth })}
        </option>
      ))}
      <option value="0">{t("expand.none")}</option>
    </select>
  );
});
