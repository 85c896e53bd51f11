"use client";

import { TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import { findPersonalHints } from "#lib/decision/looks-personal";
import { maxNoteLength } from "#lib/decision/model";

type NoteFieldProps = {
  value: string;
  onChange: (value: string) => void;
  isNeeded: boolean;
  /** Why a note is needed, if the outcome needs one. */
  why: string | null;
  fault: string | null;
};

/** The note; what looks like personal data warns, and blocks nothing. */
export function NoteField({ value, onChange, isNeeded, why, fault }: NoteFieldProps) {
  const t = useTranslations("decision");
  const format = useFormatter();
  const id = useId();
  const hints = findPersonalHints(value);
  return (
    <div>
      <label htmlFor={id} className="font-semibold">
        {t("fields.note")} {isNeeded ? null : <span className="font-normal text-soft">{t("optional")}</span>}
      </label>
      {why === null ? null : <p className="text-soft">{why}</p>}
      <textarea
        id={id}
        value={value}
        rows={3}
        maxLength={maxNoteLength}
        required={isNeeded}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-warning ${id}-fault`}
        onChange={(event) => onChange(event.target.value)}
        className="mt-1.5 block w-full rounded-lg border border-edge bg-sheet px-3 py-2"
      />
      <p id={`${id}-fault`} className="text-contradicted">
        {fault}
      </p>
      <div className="mt-1 flex items-start gap-2 text-[0.8125rem] text-soft">
        <p id={`${id}-warning`} className={`flex-1 ${hints.length > 0 ? "text-unsure" : ""}`} aria-live="polite">
          {hints.length > 0 ? <TriangleAlert aria-hidden className="mr-1 inline size-3.5" /> : null}
          {hints.length > 0 ? t("looksPersonal", { what: format.list(hints.map((hint) => t(`hints.${hint}`))) }) : null}{" "}
          {t("noPersonalData")}
        </p>
        <span>{t("length", { count: [...value].length, max: maxNoteLength })}</span>
      </div>
    </div>
  );
}
