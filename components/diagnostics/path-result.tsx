import { useTranslations } from "next-intl";
import { Verbatim } from "#components/ui/as-sent";
import { Badge, type Tone } from "#components/ui/badge";
import { CopyButton } from "#components/ui/copy-button";
import { Notice } from "#components/ui/notice";
import type { PathCheck, PathShape } from "#lib/diagnostics/schema";

/** Green is a path that returned a status; amber calls for action. */
function toneOf(shape: PathShape): Tone {
  if (shape === "status-shaped") return "proven";
  return ["unknown-path", "not-json", "other-json", "redirect"].includes(shape) ? "silent" : "unsure";
}

export function PathResult({ check }: { check: PathCheck }) {
  const t = useTranslations("diagnostics.endpoints");
  return (
    <div className="space-y-4 border-t border-line p-4">
      <Summary check={check} />
      <ol aria-label={t("tried")} className="divide-y divide-line">
        {check.tried.map(({ path, status, shape, fields }) => (
          <li key={path} className="grid gap-x-4 gap-y-1 py-2.5 sm:grid-cols-[minmax(0,1fr)_7.5rem_minmax(0,1fr)]">
            <code className="font-mono text-[0.8125rem] break-all">{path}</code>
            <span>
              <Badge tone={toneOf(shape)}>{status === null ? t("noStatus") : t("status", { status })}</Badge>
            </span>
            <div className="min-w-0 space-y-1">
              <p>{t(`shapes.${shape}`)}</p>
              {fields.length > 0 ? (
                <p className="text-xs text-soft">
                  {t("fields")} <Verbatim text={fields.join(", ")} cap={2_000} />
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Summary({ check: { tried, found, settings, candidates } }: { check: PathCheck }) {
  const t = useTranslations("diagnostics.endpoints");
  if (found === null && tried.length < candidates)
    return (
      <Notice tone="unsure" title={t("incompleteTitle")}>
        <p>{t("incomplete", { tried: tried.length, count: candidates })}</p>
      </Notice>
    );
  if (found === null)
    return (
      <Notice tone="unsure" title={t("notFoundTitle")}>
        <p>{t("notFound", { count: candidates })}</p>
      </Notice>
    );
  const lines = settings.map(({ name, value }) => `${name}=${value}`).join("\n");
  return (
    <Notice
      tone="proven"
      title={t("foundTitle")}
      actions={<CopyButton text={`${lines}\n`} what={t("settings")} withLabel />}
    >
      <p>{t("found")}</p>
      <pre className="rounded-lg bg-raised p-3 font-mono text-xs break-all whitespace-pre-wrap text-ink" translate="no">
        {lines}
      </pre>
    </Notice>
  );
}
