"use client";

import { useQueryClient } from "@tanstack/react-query";
import { FileSearch } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { ProblemNotice } from "#components/ui/problem-notice";
import { ApiError } from "#lib/api-client";
import type { ProblemDetails } from "#lib/problem";
import { reportQuery } from "#lib/signature-request/query";

/** Fetches the activity report after confirmation, because fetching may add an entry to the request's history. */
export function ReportDialog({ srId, isExamined }: { srId: string; isExamined: boolean }) {
  const t = useTranslations("overview.report");
  const dialog = useRef<HTMLDialogElement>(null);
  const queries = useQueryClient();
  const [pending, setPending] = useState<"idle" | "loading" | ProblemDetails>("idle");

  async function examine() {
    setPending("loading");
    try {
      await queries.fetchQuery(reportQuery(srId));
      setPending("idle");
      dialog.current?.close();
    } catch (error) {
      setPending(error instanceof ApiError ? error.problem : "idle");
    }
  }

  return (
    <>
      {/* The button stays after its work is done, so that keyboard focus is kept. */}
      <Button icon={FileSearch} onClick={() => dialog.current?.showModal()} disabled={isExamined}>
        {t(isExamined ? "examined" : "open")}
      </Button>
      <Dialog ref={dialog} name={t("title")} className="w-[30rem] max-w-[92vw] p-5">
        <h2 className="mb-2 text-base font-semibold">{t("title")}</h2>
        <p className="mb-2">{t("what")}</p>
        <p className="mb-4 text-soft">{t("trace")}</p>
        {typeof pending === "object" ? <ProblemNotice problem={pending} /> : null}
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <Button onClick={() => dialog.current?.close()}>{t("cancel")}</Button>
          <Button look="primary" disabled={pending === "loading"} onClick={examine}>
            {t("confirm")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
