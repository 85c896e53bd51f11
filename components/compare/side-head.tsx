"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Verbatim } from "#components/ui/verbatim";
import { formatVisible } from "#lib/i18n/escape-invisible";
import type { CompareCase } from "./compare-item.tsx";
import type { Compare, SideIndex } from "./use-compare.ts";
import type { Sides } from "./use-sides.ts";

type SideHeadProps = { compare: Compare; index: SideIndex; cases: readonly CompareCase[]; side: Sides[SideIndex] };

/** Picker, path, pixels with scale, and digest of one side. */
export function SideHead({ compare, index, cases, side: { of, shown: picked } }: SideHeadProps) {
  const t = useTranslations("compare");
  const { picture, shown } = compare.sides[index];
  const item = picked?.item ?? null;
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 text-[0.8125rem]">
      <select
        aria-label={t(index === 0 ? "pickFirst" : "pickSecond")}
        value={item?.id ?? of.id}
        onChange={(event) => compare.choose(index, event.target.value)}
        className="min-h-9 max-w-60 min-w-0 rounded-lg border border-edge bg-sheet px-2 font-medium max-[700px]:min-h-11 max-[700px]:w-full max-[700px]:max-w-full"
      >
        {cases.length === 1 ? (
          <Pictures of={of} />
        ) : (
          cases.map((one) => (
            <optgroup key={one.id} label={formatVisible(one.label, 60)}>
              <Pictures of={one} />
            </optgroup>
          ))
        )}
      </select>
      {item ? (
        <span className="min-w-0 break-all text-soft max-[700px]:sr-only">
          <Verbatim text={item.path} cap={80} />
        </span>
      ) : null}
      {item?.badge ? <Badge tone={item.badge.tone}>{item.badge.label}</Badge> : null}
      {picture && shown ? (
        <span className="ml-auto text-soft max-[700px]:sr-only">
          {t("scale", { ...picture, percent: Math.round(shown.scale * 100) })}
        </span>
      ) : null}
    </div>
  );
}

/** Options of one case: its pictures, or the case itself while they are not here. */
function Pictures({ of: { id, pictures, label } }: { of: CompareCase }) {
  const t = useTranslations("compare");
  if (pictures.phase !== "ready")
    return <option value={id}>{t("pictures.option", { label: formatVisible(label, 60) })}</option>;
  return pictures.items.map(({ id: own, role, path }) => (
    <option key={own} value={own}>
      {pictures.items.filter((other) => other.role === role).length > 1
        ? `${role} · ${formatVisible(path.slice(-60), 60)}`
        : role}
    </option>
  ));
}
