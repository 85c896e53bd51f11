"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Verbatim } from "#components/ui/as-sent";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Card } from "#components/ui/sheet";
import { Skeleton } from "#components/ui/skeleton";
import { Time } from "#components/ui/time";
import { toProblem } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { SeenWords } from "#lib/status/schema";
import { unmappedWordsQuery } from "#lib/status/unmapped-words-query";

/** Status words that no list maps, and how administrators map them. */
export function UnmappedWords() {
  const t = useTranslations("status.words");
  const { data, error, refetch } = useQuery(unmappedWordsQuery);
  if (error) return <ProblemNotice problem={toProblem(error, apiPaths.statusWords())} onRetry={() => refetch()} />;
  return (
    <Card title={t("title")} flush>
      <p className="max-w-prose px-4 pt-4 text-soft">{t("lead")}</p>
      {data ? (
        <Words seen={data} />
      ) : (
        <div className="p-4">
          <Skeleton lines={2} />
        </div>
      )}
    </Card>
  );
}

function Words({ seen: { words, other } }: { seen: SeenWords }) {
  const t = useTranslations("status.words");
  if (words.length === 0 && other === null) return <p className="p-4">{t("none")}</p>;
  return (
    <>
      {words.length > 0 ? <WordTable words={words} /> : null}
      <div className="space-y-1 p-4 text-soft">
        {other ? <p>{t("other", { count: other.timesSeen })}</p> : null}
        <p className="max-w-prose">{t("action")}</p>
        <code className="font-mono text-[0.8125rem] break-all">
          SKRIBBLE_STATUS_WORDS={words[0]?.word ?? "SUPERVISOR_HOLD"}=in_review
        </code>
      </div>
    </>
  );
}

function WordTable({ words }: Pick<SeenWords, "words">) {
  const t = useTranslations("status.words");
  return (
    <div className="mt-3 max-h-96 overflow-auto">
      <table aria-label={t("table")} className="w-full border-collapse text-left">
        <thead className="text-[0.8125rem] text-soft">
          <tr className="border-b border-line">
            {(["word", "timesSeen", "lastSeen"] as const).map((column) => (
              <th key={column} scope="col" className="px-3 py-2 font-normal first:pl-4 last:pr-4">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {words.map(({ word, timesSeen, lastSeenAt }) => (
            <tr key={word} className="border-b border-line align-top">
              <th scope="row" className="px-3 py-2 font-normal first:pl-4">
                <Verbatim text={word} cap={40} />
              </th>
              <td className="px-3 py-2 tabular-nums">{t("times", { count: timesSeen })}</td>
              <td className="px-3 py-2 last:pr-4">
                <Time at={lastSeenAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
