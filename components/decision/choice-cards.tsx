"use client";

import { useId } from "react";

type Option = { value: string; label: string; hint: string | null };

type ChoiceCardsProps = {
  label: string;
  name: string;
  look: "cards" | "chips";
  options: readonly Option[];
  value: string | null;
  onChange: (value: string) => void;
  fault: string | null;
};

const looks = {
  cards: "flex-1 basis-40 items-start px-3.5 py-3",
  chips: "min-h-9 items-center px-3 py-1 max-[700px]:min-h-11",
};

/** Native radios as cards or chips, with no choice made. */
export function ChoiceCards({ label, name, look, options, value, onChange, fault }: ChoiceCardsProps) {
  const labelId = useId();
  const faultId = useId();
  return (
    <div
      role="radiogroup"
      aria-labelledby={labelId}
      aria-describedby={fault === null ? undefined : faultId}
      aria-required
    >
      <p id={labelId} className="font-semibold">
        {label}
      </p>
      <div className="mt-1.5 flex flex-wrap gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            className={`flex cursor-pointer gap-2.5 rounded-lg border border-edge has-checked:border-accent has-checked:bg-accent/10 has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent forced-colors:has-checked:outline-2 ${looks[look]}`}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              aria-label={option.label}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
              aria-describedby={option.hint === null ? undefined : `${labelId}-${option.value}`}
              className={`size-4 shrink-0 accent-accent outline-none ${look === "cards" ? "mt-0.5" : ""}`}
            />
            <span className="min-w-0">
              <span className={look === "cards" ? "font-semibold" : ""}>{option.label}</span>
              {option.hint === null ? null : (
                <span id={`${labelId}-${option.value}`} className="block text-[0.8125rem] text-soft">
                  {option.hint}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
      {fault === null ? null : (
        <p id={faultId} className="mt-1.5 text-contradicted">
          {fault}
        </p>
      )}
    </div>
  );
}
