"use client";

import { useTranslations } from "next-intl";
import { type EncodingGroup, type EncodingId, encodings } from "#lib/formats/text/encodings";
import type { GuessedEncoding } from "#lib/formats/text/guess-encoding";

type Props = {
  guess: GuessedEncoding;
  /** Null while the guess is used. */
  choice: EncodingId | null;
  onChoice: (choice: EncodingId | null) => void;
};

const groups: readonly EncodingGroup[] = [
  "unicode",
  "western",
  "central",
  "cyrillic",
  "greekTurkish",
  "southern",
  "eastAsian",
];

/** The encoding that a text is shown in: the detected one first, and all others. The choice is for this view only. */
export function EncodingChoice({ guess, choice, onChoice }: Props) {
  const t = useTranslations("files.text");
  return (
    <label className="mb-2 flex flex-wrap items-center gap-2 text-[0.8125rem]">
      {t("encoding")}
      <select
        value={choice ?? ""}
        onChange={({ target }) => onChoice(encodings.find(({ id }) => id === target.value)?.id ?? null)}
        className="min-h-8.5 max-w-full rounded-lg border border-edge bg-sheet px-2"
      >
        <option value="">{guess.certain ? guess.label : t("guessed", { encoding: guess.label })}</option>
        {groups.map((group) => (
          <optgroup key={group} label={t(`group.${group}`)}>
            {encodings
              .filter((encoding) => encoding.group === group)
              .map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
