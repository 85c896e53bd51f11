"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Identifier } from "#components/ui/identifier";
import { Time } from "#components/ui/time";
import { Verbatim } from "#components/ui/verbatim";
import { isShown } from "#lib/decision/find-shown";
import { boundArtefacts } from "#lib/decision/model";
import type { DecisionList, HiddenDecision, ShownDecision } from "#lib/decision/schema";
import { useReasonWords } from "./use-decision-words.tsx";

const term = "text-soft";

/** Every decision in order, with what it is bound to. */
export function Decisions({ list }: { list: DecisionList }) {
  return (
    <ol className="space-y-3">
      {list.decisions.map((decision) => (
        <li key={decision.id} className="rounded-lg border border-line px-4 py-3">
          {isShown(decision) ? <Shown decision={decision} list={list} /> : <Hidden decision={decision} />}
        </li>
      ))}
    </ol>
  );
}

function Hidden({ decision }: { decision: HiddenDecision }) {
  const t = useTranslations("decision");
  return (
    <>
      <p className="font-semibold">{t("hidden", { person: decision.person })}</p>
      <p className={term}>
        <Time inline at={decision.at} />
      </p>
    </>
  );
}

function Shown({ decision, list }: { decision: ShownDecision; list: DecisionList }) {
  const t = useTranslations("decision");
  const tName = useTranslations("overview.sources");
  const reasonOf = useReasonWords(list);
  const { boundTo } = decision;
  const rows: (readonly [string, React.ReactNode])[] = [
    [t("fields.reason"), reasonOf(decision)],
    ...(decision.escalateTo === null
      ? []
      : ([[t("fields.escalateTo"), <Verbatim key="to" text={decision.escalateTo} />]] as const)),
    ...(decision.note ? ([[t("fields.note"), <Note key="note" text={decision.note} />]] as const) : []),
    ...(decision.faces === null ? [] : ([[t("fields.faces"), t(`faces.${decision.faces}`)]] as const)),
    [t("fields.review"), t(`review.${decision.review}`)],
    [t("fields.ticket"), decision.ticket === null ? t("notGiven") : <Verbatim key="ticket" text={decision.ticket} />],
    [t("fields.conclusion"), <code key="code">{boundTo.conclusion}</code>],
    ...boundArtefacts
      .filter((name) => name !== "document" || boundTo.document !== null)
      .map((name): readonly [string, React.ReactNode] => {
        const digest = boundTo[name];
        const label = name === "document" ? t("changed.document") : tName(name);
        return [label, digest === null ? t("notOpened") : <Identifier key={name} value={digest} what="SHA-256" />];
      }),
    [t("fields.product"), t("versions", { product: boundTo.product, rules: boundTo.rules })],
    [t("fields.digest"), <Identifier key="sha" value={decision.sha256} what="SHA-256" />],
    [t("fields.logEntry"), String(decision.logEntry)],
    ...(typeof decision.assertion?.passkey === "string"
      ? ([
          [
            t("fields.passkey"),
            <Identifier key="passkey" value={decision.assertion.passkey} what={t("fields.passkey")} />,
          ],
        ] as const)
      : []),
  ];
  return (
    <>
      <p className="font-semibold">
        {t("recorded", { outcome: t(`outcome.${decision.outcome}`), person: decision.person })}
      </p>
      <p className={term}>
        <Time inline at={decision.at} />
      </p>
      {decision.assertion === null ? null : (
        <p className="mt-1">
          <Badge tone="silent" icon={KeyRound}>
            {t("confirmedWithPasskey")}
          </Badge>
        </p>
      )}
      <dl className="mt-2 grid grid-cols-[9rem_minmax(0,1fr)] gap-x-3 gap-y-1 max-[480px]:grid-cols-1">
        {rows.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className={`${term} first-letter:uppercase`}>{label}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** A note as it was written; its text is a person's, so nothing in it is a link or markup. */
const Note = ({ text }: { text: string }) => <p className="whitespace-pre-wrap">{<bdi>{text}</bdi>}</p>;
