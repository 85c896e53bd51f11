import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";

type PagerProps = { label: string; page: number; onNewer: (() => void) | null; onOlder: (() => void) | null };

/** Empty for a single page. */
export function Pager({ label, page, onNewer, onOlder }: PagerProps) {
  const t = useTranslations("audit");
  if (onNewer === null && onOlder === null) return null;
  return (
    <nav aria-label={label} className="mt-4 flex items-center justify-between gap-4">
      <Button icon={ChevronLeft} disabled={onNewer === null} onClick={() => onNewer?.()}>
        {t("newer")}
      </Button>
      <span className="text-soft">{t("page", { page })}</span>
      <Button icon={ChevronRight} disabled={onOlder === null} onClick={() => onOlder?.()}>
        {t("older")}
      </Button>
    </nav>
  );
}
