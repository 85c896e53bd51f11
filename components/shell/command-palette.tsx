"use client";

import { Command } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button";
import type { Role } from "#lib/person";
import { collectPageCommands, type PageCommand } from "./page-commands.ts";

/** Loaded when first opened. */
const PaletteDialog = dynamic(() => import("./palette-dialog.tsx").then((module) => module.PaletteDialog), {
  ssr: false,
});

/** Opens the commands of the page, on `Ctrl K` or `⌘ K` or by its button. */
export function CommandPalette({ roles }: { roles: readonly Role[] }) {
  const t = useTranslations("shell.palette");
  /** What the page offered when the palette was opened; null while it is closed. */
  const [commands, setCommands] = useState<readonly PageCommand[] | null>(null);
  const isOpen = commands !== null;

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!isCommand || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      // A modal dialog would stay above the palette.
      if (!isOpen && document.querySelector("dialog:modal")) return;
      setCommands(isOpen ? null : collectPageCommands(document));
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [isOpen]);

  return (
    <>
      <span className="max-md:hidden">
        <Button
          look="quiet"
          icon={Command}
          iconOnly
          aria-haspopup="dialog"
          aria-keyshortcuts="Control+K Meta+K"
          onClick={() => setCommands(collectPageCommands(document))}
        >
          {t("title")}
        </Button>
      </span>
      {commands ? <PaletteDialog roles={roles} commands={commands} onClose={() => setCommands(null)} /> : null}
    </>
  );
}
