"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { type CustodyMode, custodyModes, type DossierOrder } from "#lib/dossier/making/parse-order";

export type DossierChoices = Omit<DossierOrder, "digests" | "batch">;

type FieldsState = { custody: CustodyMode; recipient: string; basis: string; hasFiles: boolean; hasReport: boolean };

/** What a person chooses for one dossier or several. `choices` is null until recipient and legal basis are entered. */
export function useDossierFields() {
  const [fields, setFields] = useState<FieldsState>({
    ...{ custody: "without_names", recipient: "", basis: "", hasFiles: true, hasReport: false },
  });
  const leftOut: DossierOrder["leftOut"] = [];
  if (!fields.hasFiles) leftOut.push("files");
  if (!fields.hasReport) leftOut.push("report");
  const [recipient, basis] = [fields.recipient.trim(), fields.basis.trim()];
  const choices: DossierChoices | null =
    recipient === "" || basis === "" ? null : { custody: fields.custody, leftOut, recipient, basis };
  return { fields, change: (change: Partial<FieldsState>) => setFields({ ...fields, ...change }), choices };
}

type DossierFieldsProps = Pick<ReturnType<typeof useDossierFields>, "fields" | "change"> & {
  /** The person may hand on the access history with names. */
  canShowNames: boolean;
  isDisabled: boolean;
  /** Above the fields. */
  children: ReactNode;
};

/** Fields that a dossier and a request for several have in common. */
export function DossierFields({ fields, change, canShowNames, isDisabled, children }: DossierFieldsProps) {
  const t = useTranslations("dossier");
  const group = useId();
  const modes = custodyModes.filter((mode) => mode !== "full" || canShowNames);
  return (
    <fieldset disabled={isDisabled} className="mt-4 space-y-4">
      {children}
      <div>
        <Check label={t("withFiles")} isChecked={fields.hasFiles} onChange={(hasFiles) => change({ hasFiles })} />
        <Check
          label={t("withReport")}
          hint={t("reportTrace")}
          isChecked={fields.hasReport}
          onChange={(hasReport) => change({ hasReport })}
        />
      </div>
      <fieldset>
        <legend className="mb-1 text-sm font-semibold">{t("custody")}</legend>
        {modes.map((mode) => (
          <label key={mode} className="flex min-h-9 items-center gap-2 max-sm:min-h-11">
            <input
              type="radio"
              name={group}
              checked={mode === fields.custody}
              onChange={() => change({ custody: mode })}
              className="size-4 accent-accent"
            />
            {t(`custodyModes.${mode}`)}
          </label>
        ))}
      </fieldset>
      <Line label={t("recipient")} value={fields.recipient} onChange={(recipient) => change({ recipient })} />
      <Line label={t("basis")} value={fields.basis} onChange={(basis) => change({ basis })} />
    </fieldset>
  );
}

type CheckProps = { label: string; hint?: string; isChecked: boolean; onChange: (isChecked: boolean) => void };

function Check({ label, hint, isChecked, onChange }: CheckProps) {
  const hintId = useId();
  return (
    <div>
      <label className="flex min-h-9 items-center gap-2 max-sm:min-h-11">
        <input
          type="checkbox"
          checked={isChecked}
          onChange={({ target }) => onChange(target.checked)}
          aria-describedby={hint === undefined ? undefined : hintId}
          className="size-4 accent-accent"
        />
        {label}
      </label>
      {hint === undefined ? null : (
        <p id={hintId} className="text-sm text-soft">
          {hint}
        </p>
      )}
    </div>
  );
}

function Line({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="block">
      <span className="mb-1 block text-sm font-semibold">{label}</span>
      <input
        type="text"
        required
        maxLength={200}
        autoComplete="off"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="w-full rounded-lg border border-edge bg-sheet px-3 py-2"
      />
    </label>
  );
}
