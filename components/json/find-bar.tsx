"use client";

import { ChevronDown, ChevronUp, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import type { FindScope } from "#lib/json/find";
import { parsePath } from "#lib/json/path";
import type { JsonSession } from "#lib/json/session";
import type { JsonView } from "#lib/json/view";

/** Typing rests this long before a search begins. */
const restMs = 120;
const scopes: readonly FindScope[] = ["all", "names", "values"];

/** Finds text in names and values, or goes to a JSONPath or JSON Pointer; Enter and the arrows go from hit to hit. */
export function FindBar({ session, view, label }: { session: JsonSession; view: JsonView; label: string }) {
  const t = useTranslations("json");
  const [text, setText] = useState("");
  const [scope, setScope] = useState<FindScope>("all");
  /** Places of a path, when the text is one; `at` is the current one. */
  const [places, setPlaces] = useState<{ nodes: number[]; at: number } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef("");

  useEffect(() => () => clearTimeout(timer.current), []);

  const look = async (wanted: string, where: FindScope) => {
    clearTimeout(timer.current);
    asked.current = wanted;
    const found =
      parsePath(wanted) === null ? { nodes: [] } : await session.client.ask("resolvePath", { text: wanted });
    if (asked.current !== wanted) return;
    if (found.nodes.length > 0) {
      setPlaces({ nodes: found.nodes, at: 0 });
      await session.search("", where);
      await session.goTo(found.nodes[0] ?? 0);
    } else {
      setPlaces(null);
      await session.search(wanted, where);
    }
  };
  const change = (wanted: string) => {
    setText(wanted);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void look(wanted, scope), restMs);
  };
  const go = async (by: number) => {
    if (asked.current !== text) return look(text, scope);
    if (places) {
      const at = (places.at + by + places.nodes.length) % places.nodes.length;
      setPlaces({ ...places, at });
      return session.goTo(places.nodes[at] ?? 0);
    }
    if (view.find && view.find.count > 0) await session.goToHit(view.hit === null ? 0 : view.hit.number + by);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      void go(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape" && text !== "") {
      event.preventDefault();
      change("");
    }
  };

  const { find, hit } = view;
  const searching = find !== null && !find.done;
  const count = places ? places.nodes.length : (find?.count ?? 0);
  const number = places ? places.at : (hit?.number ?? null);
  const status =
    text === "" || (!places && !find)
      ? ""
      : count === 0
        ? t(searching ? "searching" : "noHits")
        : t(places ? "placeOf" : searching || find?.stopped ? "hitOfMore" : "hitOf", {
            number: (number ?? 0) + 1,
            count,
          });
  return (
    <search className="flex min-w-0 flex-1 basis-full items-center gap-2 sm:basis-96">
      <div className="flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-lg border border-edge bg-raised px-2.5 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent">
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
          onChange={(event) => {
            const chosen = scopes.find((one) => one === event.target.value) ?? "all";
            setScope(chosen);
            void look(text, chosen);
          }}
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
    </search>
  );
}
