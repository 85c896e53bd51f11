import type { Report, Section } from "./model.ts";
import type { ReportOrigin } from "./schema.ts";
import { quoted } from "./spans.ts";
import type { Texts } from "./texts.ts";

type Frame = { title: string; print: ReportOrigin; ticket: string | null; rules: string | null };

/** Puts sections into a report whose every page says who printed it when, and under which entry of the log. */
export function frameReport(
  { title, print, ticket, rules }: Frame,
  texts: Texts,
  sections: readonly Section[],
): Report {
  const { t, time, locale } = texts;
  const footer = [
    rules === null
      ? t("report.product", { product: print.product })
      : t("report.productAndRules", { product: print.product, rules }),
    t("report.printed", { by: quoted(print.by, 60).text, at: time(print.at) }),
    ...(ticket ? [quoted(ticket, 60).text] : []),
    ...(print.logEntry === null ? [] : [t("report.logEntry", { number: print.logEntry })]),
  ];
  return {
    language: locale,
    product: t("shell.product"),
    title,
    demo: print.isDemo ? t("report.demo") : null,
    footer: footer.join(" · "),
    pageLabel: t("report.page", { page: "{page}", pages: "{pages}" }),
    sections,
  };
}
