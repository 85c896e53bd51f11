"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, type RefObject, useState } from "react";
import { lawNames as lawWords } from "#components/evidence/quality-and-law";
import { Button } from "#components/ui/button";
import {
  type ConclusionFilter,
  conclusionFilters,
  isProviderList,
  requestStatuses,
  type SortName,
  sortsOf,
  type ViewFilter,
} from "#lib/saved-views/model";
import { isDay, type LawName, lawNames } from "#lib/saved-views/request-filter";
import { setTitleSearch } from "#lib/search/title-search";

type ViewFiltersProps = {
  filter: ViewFilter;
  search: string;
  boxRef: RefObject<HTMLInputElement | null>;
  onChange: (filter: ViewFilter) => void;
};

const control = "h-9 max-w-full rounded-lg border border-edge bg-sheet px-3";

function Choice({
  label,
  value,
  onChange,
  children,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  return (
    <label className="min-w-0">
      <span className="mb-1 block text-xs text-soft">{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)} className={control}>
        {children}
      </select>
    </label>
  );
}

/** A day that takes effect once its year is whole: while one types it, browsers report the years 2, 20 and 202. */
function Day({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  const [draft, setDraft] = useState({ of: value, day: value });
  // The address may change it, too.
  if (draft.of !== value) setDraft({ of: value, day: value });
  return (
    <label className="min-w-0">
      <span className="mb-1 block text-xs text-soft">{label}</span>
      <input
        type="date"
        value={draft.day}
        onChange={({ target }) => {
          const day = target.value;
          setDraft({ of: value, day });
          if (day !== value && (day === "" ? !target.validity.badInput : isDay(day) && day >= "2000")) onChange(day);
        }}
        className={control}
      />
    </label>
  );
}

/** Titles and the provider's status are searched by the provider, so they are offered for its list only. */
export function ViewFilters({ filter, search, boxRef, onChange }: ViewFiltersProps) {
  const t = useTranslations("savedViews");
  const tStatus = useTranslations("signatureRequest.status");
  const [isOpen, setIsOpen] = useState(false);
  const isProvider = isProviderList(filter);
  const active = [filter.status, filter.conclusion ?? "", search, filter.law, filter.from, filter.to].filter(
    (value) => value !== "",
  ).length;

  function searchTitle(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setTitleSearch({ text: boxRef.current?.value.trim() ?? "", tried: false });
    if (filter.page > 1) onChange({ ...filter, page: 1 });
  }

  return (
    <>
      <div className="mb-3 min-[900px]:hidden">
        <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {t("filters")}{" "}
          {active > 0 ? <span className="rounded-full bg-accent-soft px-1.5 text-xs">{active}</span> : null}
        </Button>
      </div>
      <div className={`mb-4 flex flex-wrap items-end gap-3 ${isOpen ? "" : "max-[900px]:hidden"}`}>
        {isProvider ? (
          <form onSubmit={searchTitle} className="flex min-w-0 items-end gap-2" key={search}>
            <label className="min-w-0">
              <span className="mb-1 block text-xs text-soft">{t("titleFilter")}</span>
              <input
                ref={boxRef}
                name="title"
                defaultValue={search}
                maxLength={100}
                autoComplete="off"
                aria-keyshortcuts="f"
                className={`${control} w-64`}
              />
            </label>
            <Button type="submit">{t("apply")}</Button>
          </form>
        ) : null}
        {isProvider ? (
          <Choice
            label={t("status")}
            value={filter.status}
            onChange={(status) => onChange({ ...filter, status, page: 1 })}
          >
            <option value="">{t("anyStatus")}</option>
            {requestStatuses.map((word) => (
              <option key={word} value={word}>
                {tStatus(word)}
              </option>
            ))}
          </Choice>
        ) : null}
        <Choice
          label={t("conclusionFilter")}
          value={filter.conclusion ?? ""}
          onChange={(text) => {
            const conclusion = text === "" ? null : (text as ConclusionFilter);
            onChange({ ...filter, conclusion, status: "", page: 1 });
          }}
        >
          <option value="">{t("anyConclusion")}</option>
          {conclusionFilters.map((name) => (
            <option key={name} value={name}>
              {t(`conclusions.${name}`)}
            </option>
          ))}
        </Choice>
        <Choice
          label={t("law")}
          value={filter.law}
          onChange={(law) => onChange({ ...filter, law: law as LawName | "", page: 1 })}
        >
          <option value="">{t("anyLaw")}</option>
          {lawNames.map((law) => (
            <option key={law} value={law}>
              {lawWords.get(law.toUpperCase())}
            </option>
          ))}
        </Choice>
        {/* The two stay beside each other where the line breaks. */}
        <div className="flex min-w-0 flex-wrap items-end gap-3">
          <Day
            label={t("createdFrom")}
            value={filter.from}
            onChange={(from) => onChange({ ...filter, from, page: 1 })}
          />
          <Day label={t("createdTo")} value={filter.to} onChange={(to) => onChange({ ...filter, to, page: 1 })} />
        </div>
        <div className="min-[900px]:ml-auto">
          <Choice
            label={t("sort")}
            value={filter.sort}
            onChange={(text) => {
              const sort = text as SortName;
              onChange({ ...filter, sort, status: sort === "provider" ? filter.status : "", page: 1 });
            }}
          >
            {sortsOf(filter.view).map((name) => (
              <option key={name} value={name}>
                {t(`sorts.${name}`)}
              </option>
            ))}
          </Choice>
        </div>
      </div>
    </>
  );
}
