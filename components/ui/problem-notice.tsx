"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { ProblemDetails } from "#lib/problem";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Notice } from "./notice.tsx";
import { Verbatim } from "./verbatim.tsx";

function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(Math.ceil(seconds));
  useEffect(() => {
    const endsAt = Date.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((endsAt - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}

/** `of` names what failed, if the page requested several things. */
type ProblemNoticeProps = { problem: ProblemDetails; of?: string; onRetry?: () => void };

/** Explains a problem with next step and request ID; the retry waits as long as the provider requires. */
export function ProblemNotice({ problem, of, onRetry }: ProblemNoticeProps) {
  const t = useTranslations("problem");
  const left = useCountdown(problem.retryAfterS ?? 0);
  const { code, provider } = problem;
  return (
    <Notice
      role="alert"
      tone={code === "not_completed" || code === "feature_not_enabled" ? "silent" : "unsure"}
      title={of ? t("of", { of, title: t(`codes.${code}.title`) }) : t(`codes.${code}.title`)}
      actions={
        onRetry ? (
          // Announced once, not again every second.
          <span aria-live="off">
            <Button icon={RotateCcw} onClick={onRetry} disabled={left > 0}>
              {left > 0 ? t("retryIn", { seconds: left }) : t("retry")}
            </Button>
          </span>
        ) : null
      }
    >
      <p>{t(`codes.${code}.side`)}</p>
      <p>{t(`codes.${code}.action`)}</p>
      <p className="text-xs">
        {t("detail")} <span lang="en">{problem.detail}</span>
      </p>
      {provider?.message ? (
        <p className="text-xs">
          {t("providerSays")} <Verbatim text={provider.message} />
        </p>
      ) : null}
      {problem.requestId ? (
        <p className="flex items-center gap-1 text-xs">
          {t("requestId")} <code className="font-mono">{problem.requestId}</code>
          <CopyButton text={problem.requestId} what={t("requestId")} />
        </p>
      ) : null}
    </Notice>
  );
}
