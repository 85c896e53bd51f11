import { useTranslations } from "next-intl";
import { memo } from "react";
import { CopyButton } from "#components/ui/copy-button";
import { splitVisible } from "#lib/i18n/escape-invisible";
import type { NodeDetails } from "#lib/json-viewer/describe-node";
import type { JsonSession } from "#lib/json-viewer/session";

function Path({ text }: { text: string }) {
  const { parts } = splitVisible(text, 400);
  return (
    <code className="min-w-0 truncate font-mono text-[0.8125rem]" title={text} dir="ltr">
      {parts.map((part) => part.text).join("")}
    </code>
  );
}

export const NodeFooter = memo(function NodeFooter({
  session,
  details,
}: {
  session: JsonSession;
  details: NodeDetails | null;
}) {
  const t = useTranslations("json");
  if (!details) return <div className="min-h-11 border-t border-line" />;
  const copy = (what: "value" | "sent" | "name") => () =>
    session.client.call("copy", { node: details.node, what }).then(({ text }) => text);
  const container = details.kind === "object" || details.kind === "array";
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-5 gap-y-0.5 border-t border-line px-4 py-1 text-xs text-soft">
      <span className="inline-flex min-w-0 items-center gap-1">
        <Path text={details.path} />
        <CopyButton text={details.path} what={t("what.path")} />
      </span>
      <span className="inline-flex min-w-0 items-center gap-1">
        <span className="shrink-0">{t("what.pointer")}</span>
        <Path text={details.pointer === "" ? '""' : details.pointer} />
        <CopyButton text={details.pointer} what={t("what.pointer")} />
      </span>
      {details.name === null ? null : (
        <span className="inline-flex items-center gap-1">
          {t("what.name")}
          <CopyButton text={copy("name")} what={t("what.name")} />
        </span>
      )}
      {container ? null : (
        <span className="inline-flex items-center gap-1">
          {t("what.value")}
          <CopyButton text={copy("value")} what={t("what.value")} />
        </span>
      )}
      <span className="inline-flex items-center gap-1" title={t("sentHint")}>
        {t(container ? "what.subtree" : "what.sent")}
        <CopyButton text={copy("sent")} what={t(container ? "what.subtree" : "what.sent")} />
      </span>
    </div>
  );
});
