"use client";

import { ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { useOverview } from "./overview-context.tsx";

type CheckButtonProps = {
  isPrimary: boolean;
  onCheck: () => void;
  /** The pointer or the focus is on the button. */
  onApproach: () => void;
};

/** Checks everything of the case. */
export function CheckButton({ isPrimary, onCheck, onApproach }: CheckButtonProps) {
  const t = useTranslations("overview");
  const { overview } = useOverview();
  const { isChecking, canCheck } = overview;
  return (
    <Button
      look={isPrimary ? "primary" : "plain"}
      icon={ListChecks}
      data-command=""
      onClick={onCheck}
      onPointerEnter={onApproach}
      onFocus={onApproach}
      disabled={!canCheck}
      aria-busy={isChecking}
    >
      {/* Both words keep their room, so that the buttons beside stay where they are. */}
      <span className="grid">
        <span className={`col-start-1 row-start-1 ${isChecking ? "invisible" : ""}`}>{t("checkEverything")}</span>
        <span className={`col-start-1 row-start-1 ${isChecking ? "" : "invisible"}`}>{t("checking")}</span>
      </span>
    </Button>
  );
}
