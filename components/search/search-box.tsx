"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ClipboardEvent, type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { buttonClass } from "#components/ui/button";
import { ApiError, fallbackProblem } from "#lib/api-client";
import { paths } from "#lib/paths";
import type { ProblemDetails } from "#lib/problem";
import { loadReader } from "#lib/search/load-reader";
import { setTitleSearch } from "#lib/search/title-search";
import { signatureRequestQuery } from "#lib/signature-request/query";
import { RecognisedLayer } from "./recognised-layer.tsx";
import type { SearchOutcomeState } from "./search-outcome.tsx";

const loadOutcome = () => import("./search-outcome.tsx");
const SearchOutcome = dynamic(() => loadOutcome().then((module) => module.SearchOutcome), { ssr: false });

/** Every page has the box, so its reader and its result are loaded with the first text. A failure is reported by `find`. */
function loadParts() {
  void Promise.all([loadReader(), loadOutcome()]).catch(() => undefined);
}

/** Problem codes that mean "no such ID", so that the word may still be a title. */
const noSuchId = new Set<ProblemDetails["code"]>(["not_found", "invalid_request", "provider_rejected"]);

/** From this many characters on a pasted text is set directly, without the browser's undo. */
const longPaste = 20_000;

/** From one line to eight; more lines scroll. */
const growing = "field-sizing-content max-h-44 min-h-9 whitespace-pre-wrap wrap-anywhere [scrollbar-gutter:stable]";
/** Shared by the text and the layer behind it. */
const textClass = "rounded-lg border py-[7px] pr-10 pl-9 text-sm leading-5";

type SearchBoxProps = {
  /** Words are not tried as IDs then, because a signature request opens only after its purpose is confirmed. */
  isPurposeRequired: boolean;
  /** On the page itself the box grows with its text, and what it found stands below it instead of over the page. */
  isOnPage?: boolean;
};

/** Search box for an ID, a link, a ticket's text or a title. */
export function SearchBox({ isPurposeRequired, isOnPage = false }: SearchBoxProps) {
  const t = useTranslations("search");
  const router = useRouter();
  const queries = useQueryClient();
  const messageId = useId();
  const boxRef = useRef<HTMLTextAreaElement>(null);
  const layerRef = useRef<HTMLDivElement>(null);
  const outcomeRef = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [outcome, setOutcome] = useState<SearchOutcomeState>({ kind: "none" });

  // An effect, because the browser has the focus. A touch screen would open its keyboard over the page.
  useEffect(() => {
    const isFree = document.activeElement === document.body || document.activeElement?.localName === "a";
    if (!isOnPage || !isFree || document.querySelector("dialog[open], [role=dialog]")) return;
    if (window.matchMedia("(hover: hover) and (pointer: fine)").matches) boxRef.current?.focus({ preventScroll: true });
  }, [isOnPage]);

  function clear() {
    setOutcome({ kind: "none" });
    setText("");
  }

  function leave(path: string) {
    clear();
    router.push(path);
  }

  function searchTitles(title: string, tried: boolean) {
    setTitleSearch({ text: title, tried });
    leave(paths.signatureRequests());
  }

  async function tryWord(word: string) {
    setOutcome({ kind: "trying" });
    try {
      await queries.fetchQuery(signatureRequestQuery(word));
      leave(paths.signatureRequest(word));
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : null;
      if (problem && noSuchId.has(problem.code)) searchTitles(word, true);
      else if (problem) setOutcome({ kind: "failed", problem });
      else setOutcome({ kind: "none" });
    }
  }

  function close() {
    setOutcome({ kind: "none" });
    boxRef.current?.focus();
  }

  async function find(event?: FormEvent) {
    event?.preventDefault();
    const reader = await loadReader().catch(() => null);
    if (reader === null) return setOutcome({ kind: "failed", problem: fallbackProblem(window.location.pathname, 0) });
    const { findTicket, maxTextLength, parseSearchInput } = reader;
    const query = parseSearchInput(text, window.location.host);
    if (query.kind === "empty") setOutcome({ kind: "none" });
    else if (query.kind === "word" && isPurposeRequired) setOutcome(query);
    else if (query.kind === "word") void tryWord(query.word);
    else if (query.kind === "title") searchTitles(query.text, false);
    else if (query.kind === "ids" && query.isCertain && query.ids.length === 1 && query.ids[0])
      leave(paths.target(query.ids[0]));
    else if (query.kind === "ids") setOutcome({ ...query, ticket: findTicket(text.slice(0, maxTextLength)) });
    else setOutcome(query);
  }

  /** Sets a long text directly: the browser's own paste takes half a minute per megabyte. */
  function pasteLong(event: ClipboardEvent<HTMLTextAreaElement>) {
    const pasted = event.clipboardData.getData("text/plain");
    if (pasted.length < longPaste) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    loadParts();
    setText(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd));
  }

  function handleKey(event: KeyboardEvent) {
    if (event.key === "Escape" && outcome.kind === "none") boxRef.current?.blur();
    else if (event.key === "Escape") setOutcome({ kind: "none" });
    if (event.key === "ArrowDown" && outcome.kind === "ids") {
      event.preventDefault();
      outcomeRef.current?.querySelector<HTMLElement>("[data-row]")?.focus();
    }
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const review = outcomeRef.current?.querySelector<HTMLElement>("[data-review]");
    if ((event.ctrlKey || event.metaKey) && review) review.click();
    else void find();
  }

  return (
    <search className="relative block">
      <form onSubmit={(event) => void find(event)} className="flex items-start gap-2">
        <div className="relative flex min-w-0 flex-1">
          {isOnPage ? (
            <RecognisedLayer
              ref={layerRef}
              text={text}
              className={`border-transparent bg-raised ${textClass} ${growing}`}
            />
          ) : null}
          <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 z-10 size-4 text-soft" />
          {/* biome-ignore lint/a11y/useSemanticElements: an input would glue the lines of a pasted ticket together. */}
          <textarea
            ref={boxRef}
            role="searchbox"
            data-shortcut="search"
            rows={1}
            value={text}
            onChange={(event) => {
              loadParts();
              setText(event.target.value);
            }}
            onPaste={pasteLong}
            onScroll={({ currentTarget }) => {
              if (layerRef.current) layerRef.current.scrollTop = currentTarget.scrollTop;
            }}
            onKeyDown={handleKey}
            aria-label={t("label")}
            placeholder={t("label")}
            aria-describedby={messageId}
            aria-invalid={outcome.kind === "malformed"}
            aria-keyshortcuts="/"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            className={`relative w-full resize-none border-edge placeholder:truncate placeholder:text-soft ${textClass} ${isOnPage ? `${growing} bg-transparent` : "h-9 overflow-hidden bg-raised whitespace-pre"}`}
          />
          <kbd
            aria-hidden
            className="pointer-events-none absolute top-2 right-2.5 hidden rounded border border-line bg-sheet px-1.5 font-mono text-xs text-soft sm:block"
          >
            /
          </kbd>
        </div>
        <button type="submit" className={buttonClass("plain")}>
          {t("find")}
        </button>
      </form>
      <div id={messageId} ref={outcomeRef}>
        {outcome.kind === "none" ? null : (
          <SearchOutcome
            outcome={outcome}
            isOnPage={isOnPage}
            onChoose={leave}
            ticket={outcome.kind === "ids" ? outcome.ticket : null}
            isPurposeRequired={isPurposeRequired}
            onTitle={(title) => searchTitles(title, false)}
            onLeave={clear}
            onClose={close}
          />
        )}
      </div>
    </search>
  );
}
