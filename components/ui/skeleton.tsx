import { useTranslations } from "next-intl";

const widths = ["w-11/12", "w-8/12", "w-10/12", "w-6/12", "w-9/12"];

/** Placeholder lines that prevent layout shift while content loads. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const t = useTranslations("ui");
  return (
    <div role="status" className="space-y-3">
      <span className="sr-only">{t("waiting")}</span>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((line, index) => (
        <div
          key={line}
          aria-hidden
          className={`h-4 animate-pulse rounded bg-silent-soft ${widths[index % widths.length]}`}
        />
      ))}
    </div>
  );
}
