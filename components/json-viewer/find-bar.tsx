"use client";

import { ChevronDown, ChevronUp, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, memo } from "react";
import { Button } from "#components/ui/button";
import type { FindScope } from "#lib/formats/json/find";
import type { JsonSession } from "#lib/json-viewer/session";
import type { JsonView } from "#lib/json-viewer/view";
import { useFind } from "./use-find.ts";

const scopes: readonly FindScope[] = ["all", "names", "values"];

type FindBarProps = { session: JsonSession; find: JsonView["find"]; hit: JsonView["hit"]; label: string };

/** Finds text in names and values, or resolves a JSONPath or JSON Pointer; Enter and arrows step through hits. */
export const FindBar = memo(function FindBar({ session, find, hit, label }: FindBarProps) {
  const t = useTranslations("json");
  const { text, scope, form, count, number, isPath, change, choose, go } = useFind(session, find, hit);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      void go(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape" && text !== "") {
      event.preventDefault();
      change("");
    }
  };

  const searching = find !== null && !find.done;
  const status =
    text === "" || (!isPath && !find)
      ? ""
      : count === 0
        ? t(searching ? "searching" : "noHits")
        : t(isPath ? "occurrenceOf" : searching || find?.stopped ? "hitOfMore" : "hitOf", {
            number: number + 1,
            count,
          });
  const remark =
    text === "" || isPath || form === "text" ? null : t(form === "unsupported" ? "pathUnsupported" : "pathMissing");
  return (
    <search className="flex min-w-0 flex-1 basis-full flex-wrap items-center gap-2 sm:basis-96">
      <div className="flex min-h-9 min-w-0 flex-1 basis-full items-center sm:basis-0 gap-2 rounded-lg border border-edge bg-raised px-2.5 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent">
        <Search aria-hidden className="size-4 shrink-0 text-soft" />
        <input
          type="search"
          aria-label={label}
          placeholder={t("findHint")}
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          spellCheck={false}
          autoComplete="off"
          className="min-h-8 min-w-0 flex-1 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        <span role="status" className="shrink-0 text-xs text-soft">
          {status}
        </span>
        <select
          aria-label={t("scope.label")}
          value={scope}
          onChange={(event) => choose(scopes.find((one) => one === event.target.value) ?? "all")}
          className="min-h-6 shrink-0 rounded bg-transparent text-xs text-soft"
        >
          {scopes.map((one) => (
            <option key={one} value={one}>
              {t(`scope.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <Button icon={ChevronUp} iconOnly disabled={count === 0} onClick={() => void go(-1)}>
        {t("previous")}
      </Button>
      <Button icon={ChevronDown} iconOnly disabled={count === 0} onClick={() => void go(1)}>
        {t("next")}
      </Button>
      {searching ? (
        <Button icon={X} onClick={() => void session.stopSearch()}>
          {t("cancel")}
        </Button>
      ) : null}
      <p aria-live="polite" className={`basis-full text-xs text-soft ${remark ? "" : "sr-only"}`}>
        {remark}
      </p>
    </search>
  );
});
