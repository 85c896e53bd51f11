"use client";

import { Images } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Progress } from "#components/ui/progress";
import type { CompareCase } from "./compare-item.tsx";
import type { Compare, SideIndex } from "./use-compare.ts";

/** Takes the place of a picture whose archive is not here: it is fetched when the person asks for it. */
export function PicturesPane({ of, compare, index }: { of: CompareCase; compare: Compare; index: SideIndex }) {
  const t = useTranslations("compare.pictures");
  const { pictures, label, href, onLoad } = of;
  return (
    <section
      aria-label={t(index === 0 ? "first" : "second", { label })}
      onFocus={() => compare.setActive(index)}
      className="flex min-h-40 min-w-0 flex-1 items-center justify-center overflow-auto bg-black p-4"
    >
      <div className="w-full max-w-md space-y-3 text-center">
        {pictures.phase === "idle" ? (
          <>
            <p>{t("notHere", { label })}</p>
            <Button look="primary" icon={Images} onClick={onLoad}>
              {t("load")}
            </Button>
            <p className="text-[0.8125rem] text-soft">{t("recorded")}</p>
          </>
        ) : null}
        {pictures.phase === "loading" ? (
          <div className="text-left">
            <Progress
              label={t("loading", { label })}
              receivedBytes={pictures.receivedBytes}
              totalBytes={pictures.totalBytes}
              bytesPerSecond={pictures.bytesPerSecond}
            />
          </div>
        ) : null}
        {pictures.phase === "empty" ? <p role="alert">{t("empty", { label })}</p> : null}
        {pictures.phase === "failed" ? (
          <div className="space-y-2 text-left">
            <ProblemNotice problem={pictures.problem} onRetry={onLoad} />
            {pictures.problem.code === "purpose_required" ? (
              <Link href={href} prefetch={false} className="text-accent underline underline-offset-2">
                {t("openCase")}
              </Link>
            ) : null}
          </div>
        ) : null}
      </div>
    </section>
  );
}
