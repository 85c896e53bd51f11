import { useLocale, useTranslations } from "next-intl";
import { formatExifTime } from "#lib/compare/format-capture";
import type { Shown } from "./use-sides.ts";

/** What is known of one picture, beneath it. */
export function SideFacts({ shown }: { shown: Shown | null }) {
  const t = useTranslations("compare.facts");
  const locale = useLocale();
  const taken = shown?.picture?.taken ?? null;
  const facts = [
    ...(shown?.item.facts ?? []),
    // The file's own word, in the local time of the camera.
    ...(taken === null ? [] : [{ name: t("taken"), value: formatExifTime(taken, locale) ?? taken }]),
  ];
  return (
    <dl className="flex min-w-0 flex-1 flex-wrap gap-x-6 gap-y-1.5 px-3 py-2 text-[0.8125rem]">
      {facts.map(({ name, value }) => (
        <div key={name} className="min-w-0">
          <dt className="text-xs text-soft">{name}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
