"use client";

import { LockOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";

/** Asks for the password of a PDF. It is kept in memory while the file is shown, and goes nowhere else. */
export function PdfPassword({ isWrong, onPassword }: { isWrong: boolean; onPassword: (password: string) => void }) {
  const t = useTranslations("files.pdf");
  const field = useId();
  const [typed, setTyped] = useState("");
  return (
    <Notice tone="unsure" role="alert" title={t(isWrong ? "passwordWrong" : "password")}>
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== "") onPassword(typed);
        }}
      >
        <div>
          <label htmlFor={field} className="mb-1 block text-[0.8125rem]">
            {t("passwordLabel")}
          </label>
          <input
            id={field}
            type="password"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="min-h-8.5 rounded-lg border border-edge bg-transparent px-2.5 text-ink"
          />
        </div>
        <Button icon={LockOpen} type="submit">
          {t("unlock")}
        </Button>
      </form>
      <p className="text-[0.8125rem]">{t("passwordKept")}</p>
    </Notice>
  );
}
