"use client";

import { FileSearch } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { paths } from "#lib/paths";
import type { TicketTarget } from "#lib/search/parse-search-input";

/** Moves the focus to a neighbouring link of the grid, or to its first or last (ARIA APG, grid pattern). */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const links = [...event.currentTarget.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const targets: Record<string, number> = {
    ArrowDown: Math.min(at + 1, links.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: links.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  links[target]?.focus();
}

/** Lists the targets that a text names, one row each. Nothing is fetched before a row is opened. */
export function RecognisedIds({
  targets,
  onChoose,
  onClose,
}: {
  targets: readonly TicketTarget[];
  onChoose: (path: string) => void;
  onClose: () => void;
}) {
  const t = useTranslations("search");
  function handleKey(event: KeyboardEvent<HTMLElement>) {
    if (event.key === "Escape") onClose();
    else moveFocus(event);
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of one column would say less than rows that arrow keys walk through.
    <div
      role="grid"
      aria-label={t("choicesLabel")}
      aria-readonly
      onKeyDown={handleKey}
      className="max-h-80 space-y-1 overflow-y-auto"
    >
      {targets.map((target, index) => {
        const path = paths.target(target);
        return (
          // biome-ignore lint/a11y/useSemanticElements: rows of the grid above
          // biome-ignore lint/a11y/useFocusableInteractive: the link in the row takes the focus
          <div role="row" key={path}>
            {/* biome-ignore lint/a11y/useSemanticElements: a cell of the grid above */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: the link in the cell takes the focus */}
            <div role="gridcell">
              <Link
                href={path}
                prefetch={false}
                tabIndex={index === 0 ? 0 : -1}
                onClick={() => onChoose(path)}
                className="flex min-h-9 items-center gap-2 rounded-md px-2 py-1 hover:bg-raised"
              >
                <FileSearch aria-hidden className="size-4 shrink-0 text-accent" />
                <span className="min-w-0 font-mono text-[0.8125rem] break-all">
                  {target.srId}
                  {target.evidenceId ? <span className="block text-soft">{target.evidenceId}</span> : null}
                </span>
              </Link>
            </div>
          </div>
        );
      })}
    </div>
  );
}
