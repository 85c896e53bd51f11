"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleX, Monitor } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { ProblemNotice } from "#components/ui/problem-notice";
import { toProblem } from "#lib/api-client";
import { formatTime } from "#lib/i18n/format-time";
import { apiPaths } from "#lib/paths";
import { endOwnSession, ownSessionsQuery } from "#lib/session/query";
import type { OwnSession } from "#lib/session/schema";

/** The person's active sessions. `onEnded` runs after one has ended and its row, with the focused button, is gone. */
export function OwnSessions({ onEnded }: { onEnded: () => void }) {
  const t = useTranslations("session.own");
  const sessions = useQuery(ownSessionsQuery());
  const [endingId, setEndingId] = useState<string | null>(null);
  const [hasEnded, setEnded] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function end({ id }: OwnSession) {
    setEndingId(id);
    setFailure(null);
    try {
      await endOwnSession(id);
      await sessions.refetch();
      setEnded(true);
      onEnded();
    } catch (error) {
      setFailure(error);
    }
    setEndingId(null);
  }

  const shown = failure ?? sessions.error;
  return (
    <>
      <p role="status" className={hasEnded ? "mt-3" : "sr-only"}>
        {hasEnded ? t("ended") : null}
      </p>
      {sessions.isPending ? <p className="mt-3 text-soft">{t("loading")}</p> : null}
      <ul className="mt-3 space-y-2">
        {sessions.data?.map((session) => (
          <SessionRow key={session.id} session={session} isBusy={endingId !== null} onEnd={() => void end(session)} />
        ))}
      </ul>
      {shown ? (
        <div className="mt-3">
          <ProblemNotice problem={toProblem(shown, apiPaths.sessions())} />
        </div>
      ) : null}
    </>
  );
}

type SessionRowProps = { session: OwnSession; isBusy: boolean; onEnd: () => void };

function SessionRow({ session, isBusy, onEnd }: SessionRowProps) {
  const t = useTranslations("session.own");
  const locale = useLocale();
  const { browser, platform, isCurrent } = session;
  const client = browser && platform ? t("client", { browser, platform }) : (browser ?? platform ?? t("unknown"));
  const times = [
    ["startedAt", session.startedAt],
    ["lastActAt", session.lastActAt],
    ["endsAt", session.endsAt],
  ] as const;
  return (
    <li className="rounded-lg border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex min-w-0 items-center gap-2 font-semibold">
          <Monitor aria-hidden className="size-4 shrink-0 text-soft" />
          {client}
        </p>
        {isCurrent ? (
          <Badge tone="silent">{t("current")}</Badge>
        ) : (
          <Button icon={CircleX} onClick={onEnd} disabled={isBusy}>
            {t("end")}
            <span className="sr-only">
              {client}, {formatTime(session.startedAt, locale)}
            </span>
          </Button>
        )}
      </div>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-xs">
        {times.map(([name, at]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{t(name)}</dt>
            <dd>
              <time dateTime={at}>{formatTime(at, locale)}</time>
            </dd>
          </div>
        ))}
      </dl>
      {isCurrent ? <p className="mt-2 text-xs text-soft">{t("currentNote")}</p> : null}
    </li>
  );
}
