import { useTranslations } from "next-intl";
import { useId } from "react";
import { type LogPeriod, periodNames, wholeLog } from "#lib/audit/log-period";
import { fieldClass } from "./filter-field.tsx";

type PeriodChoiceProps = { period: LogPeriod; onChange: (period: LogPeriod) => void };

/** Named periods, and two days for any other. Radio buttons, so that arrow keys move the choice. */
export function PeriodChoice({ period, onChange }: PeriodChoiceProps) {
  const t = useTranslations("audit.filters");
  const group = useId();
  const day = (name: "from" | "to") => (
    <label className="min-w-0">
      <span className="mb-1 block text-xs text-soft">{t(name)}</span>
      <input
        type="date"
        value={period[name]}
        onChange={(event) => onChange({ ...period, [name]: event.target.value })}
        className={fieldClass}
      />
    </label>
  );
  return (
    <div className="min-w-0 space-y-3">
      <fieldset className="min-w-0">
        <legend className="mb-1 text-xs text-soft">{t("period")}</legend>
        <div className="inline-flex max-w-full flex-wrap overflow-clip rounded-lg border border-edge bg-sheet">
          {periodNames.map((name) => (
            <label
              key={name}
              className="relative flex min-h-8.5 cursor-pointer items-center border-edge px-3 text-sm not-first:border-l has-checked:bg-raised has-checked:font-semibold has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent max-[900px]:min-h-11 forced-colors:has-checked:bg-[Highlight] forced-colors:has-checked:text-[HighlightText] forced-colors:has-checked:forced-color-adjust-none"
            >
              <input
                type="radio"
                name={group}
                value={name}
                checked={period.name === name}
                onChange={() => onChange({ ...(name === "custom" ? period : wholeLog), name })}
                className="absolute inset-0 cursor-pointer opacity-0"
              />
              {t(`periods.${name}`)}
            </label>
          ))}
        </div>
      </fieldset>
      {period.name === "custom" ? (
        <div className="grid max-w-md grid-cols-2 gap-3">
          {day("from")}
          {day("to")}
        </div>
      ) : null}
    </div>
  );
}
