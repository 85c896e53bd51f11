"use client";

import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from "react-aria-components";
import { lookUpsQuery } from "#lib/audit/query";
import { truncateMiddle } from "#lib/i18n/truncate-middle";
import { paths } from "#lib/paths";
import { hasRole, type Role } from "#lib/person";
import { openPages } from "./open-pages.ts";
import type { PageCommand } from "./page-commands.ts";

type PaletteDialogProps = { roles: readonly Role[]; commands: readonly PageCommand[]; onClose(): void };
type Row = { id: string; label: string; beside?: string; run(): void };
type Section = { name: "tabs" | "actions" | "recent" | "pages"; rows: readonly Row[] };

/** Searches tabs and actions of this page, recent cases and pages; arrows move, Enter runs, Escape closes. */
export function PaletteDialog({ roles, commands, onClose }: PaletteDialogProps) {
  const t = useTranslations("shell.palette");
  const { contains } = useFilter({ sensitivity: "base" });
  const [text, setText] = useState("");
  const menu = useRef<HTMLDivElement>(null);
  /** True once a row was chosen by arrow or pointer after the last letter. */
  const isChosen = useRef(false);
  const sections = keepMatching(useSections(roles, commands), (row) => contains(nameOf(row), text.trim()));
  const rows = sections.flatMap((section) => section.rows);

  function run(row: Row | undefined) {
    if (!row) return;
    onClose();
    // After the dialog has given the focus back, so that the command may move it.
    setTimeout(() => row.run(), 0);
  }

  /** React Aria marks the first match half a second after the last letter; Enter must not run the row that was marked before. */
  function handleKey(event: KeyboardEvent) {
    if (event.key !== "Enter") isChosen.current ||= /^(?:Arrow|Page|Home|End)/u.test(event.key);
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    const marked = isChosen.current
      ? menu.current?.querySelector<HTMLElement>("[data-focused]")?.dataset.key
      : undefined;
    run(rows.find(({ id }) => id === marked) ?? rows[0]);
  }

  function type(next: string) {
    isChosen.current = false;
    setText(next);
  }

  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      className="fixed inset-0 z-50 flex items-start justify-center bg-black/40 px-4 pt-[10vh]"
    >
      <Modal className="w-full max-w-xl">
        <Dialog
          aria-label={t("title")}
          className="flex max-h-[75dvh] flex-col overflow-hidden rounded-xl border border-line bg-sheet text-ink shadow-lg outline-none"
        >
          <Autocomplete inputValue={text} onInputChange={type}>
            <SearchField aria-label={t("search")} autoFocus className="relative flex border-b border-line">
              <Search aria-hidden className="pointer-events-none absolute top-3.5 left-4 size-4 text-soft" />
              <Input
                onKeyDownCapture={handleKey}
                placeholder={t("search")}
                className="min-h-11 w-full bg-transparent pr-4 pl-11 outline-none placeholder:text-soft [&::-webkit-search-cancel-button]:hidden"
              />
            </SearchField>
            <Menu
              ref={menu}
              onPointerMove={() => {
                isChosen.current = true;
              }}
              aria-label={t("title")}
              onAction={(key) => run(rows.find(({ id }) => id === key))}
              renderEmptyState={() => <p className="px-4 py-3 text-soft">{t("nothing")}</p>}
              className="overflow-y-auto p-1.5 outline-none"
            >
              {sections.map(({ name, rows: items }) => (
                <MenuSection key={name} id={name}>
                  <Header className="px-2.5 pt-2 pb-1 text-xs font-semibold text-soft">{t(name)}</Header>
                  {items.map((row) => (
                    <MenuItem
                      key={row.id}
                      id={row.id}
                      textValue={nameOf(row)}
                      className="flex min-h-9 cursor-pointer flex-wrap items-center justify-between gap-x-4 rounded-md px-2.5 py-1 outline-none focused:bg-accent-soft forced-colors:focused:outline"
                    >
                      <span>{row.label}</span>
                      {row.beside ? <span className="font-mono text-xs text-soft">{row.beside}</span> : null}
                    </MenuItem>
                  ))}
                </MenuSection>
              ))}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const nameOf = ({ label, beside }: Row) => (beside ? `${label} ${beside}` : label);

const keepMatching = (sections: readonly Section[], isMatch: (row: Row) => boolean): Section[] =>
  sections.map(({ name, rows }) => ({ name, rows: rows.filter(isMatch) })).filter(({ rows }) => rows.length > 0);

function useSections(roles: readonly Role[], commands: readonly PageCommand[]): Section[] {
  const t = useTranslations("shell");
  const router = useRouter();
  const recent = useQuery({ ...lookUpsQuery(), enabled: hasRole(roles, "reviewer") }).data ?? [];
  const recentRows = recent.map(({ srId, evidenceId }) => ({
    id: `recent-${srId}-${evidenceId}`,
    label: truncateMiddle(srId, 13, 6),
    ...(evidenceId ? { beside: truncateMiddle(evidenceId, 12, 4) } : {}),
    run: () => router.push(evidenceId ? paths.evidence(srId, evidenceId) : paths.signatureRequest(srId)),
  }));
  const pages = openPages(roles).map(({ name, path }) => ({
    id: `page-of-product-${name}`,
    label: t(`pages.${name}`),
    run: () => router.push(path),
  }));
  return [
    { name: "tabs", rows: commands.filter(({ group }) => group === "tabs") },
    { name: "actions", rows: commands.filter(({ group }) => group === "actions") },
    { name: "recent", rows: recentRows },
    { name: "pages", rows: pages },
  ];
}
