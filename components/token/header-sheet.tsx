import { useTranslations } from "next-intl";
import { AsSent } from "#components/ui/as-sent";
import { Sheet } from "#components/ui/sheet";
import type { Verdict } from "#lib/token/model";
import { ExactPart } from "./exact-part.tsx";

/** The protected header, member by member, as sent. */
export function HeaderSheet({ verdict }: { verdict: Verdict }) {
  const t = useTranslations("token.header");
  const { header } = verdict;
  return (
    <Sheet title={t("title")} flush>
      {header ? (
        <dl className="divide-y divide-line">
          {Object.entries(header).map(([name, value]) => (
            <div key={name} className="flex flex-wrap gap-x-4 px-4 py-2">
              <dt className="w-16 shrink-0 text-soft">
                <AsSent text={name} cap={40} />
              </dt>
              <dd className="min-w-0 flex-1">
                <AsSent text={typeof value === "string" ? value : JSON.stringify(value)} cap={160} />
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="p-4 text-soft">{t("none")}</p>
      )}
      <ExactPart verdict={verdict} part="header" label={t("exact")} />
    </Sheet>
  );
}
