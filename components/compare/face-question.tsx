"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FaceAnswer, faceAnswers } from "#lib/compare/face-answer";

type FaceQuestionProps = {
  answer: FaceAnswer | null;
  /** Null while a picture is not here. */
  onAnswer: ((answer: FaceAnswer) => void) | null;
};

/** The question that only a person answers. The answer belongs to these two pictures. */
export function FaceQuestion({ answer, onAnswer }: FaceQuestionProps) {
  const t = useTranslations("compare.faces");
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">
      <legend className="sr-only">{t("question")}</legend>
      <span aria-hidden className="text-[0.8125rem] font-semibold">
        {t("question")}
      </span>
      <span className="flex overflow-clip rounded-lg border border-edge">
        {faceAnswers.map((one, index) => (
          <button
            key={one}
            type="button"
            aria-pressed={answer === one}
            aria-keyshortcuts={String(index + 1)}
            disabled={onAnswer === null}
            onClick={() => onAnswer?.(one)}
            className="inline-flex min-h-9 items-center gap-1.5 border-line px-3 text-[0.8125rem] font-medium not-first:border-l hover:bg-raised disabled:text-soft aria-pressed:bg-accent-soft aria-pressed:text-accent forced-colors:aria-pressed:bg-[Highlight] forced-colors:aria-pressed:text-[HighlightText] max-[700px]:min-h-11"
          >
            {answer === one ? <Check aria-hidden className="size-4" /> : null}
            {t(one)}
            <kbd aria-hidden className="rounded border border-line px-1 font-mono text-xs text-soft max-[700px]:hidden">
              {index + 1}
            </kbd>
          </button>
        ))}
      </span>
      <span className="text-[0.8125rem] text-soft max-[700px]:sr-only">{t("note")}</span>
    </fieldset>
  );
}
