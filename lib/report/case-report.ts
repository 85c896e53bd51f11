import { accessesSection, answersSection, checkSection, filesSection } from "./case/closing-sections.ts";
import { differencesSection, picturesSection, timelineSection } from "./case/compared-sections.ts";
import { decisionSection } from "./case/decision-section.ts";
import { examinedSection, notExaminedSection } from "./case/examined-sections.ts";
import { conclusionSection, headSection } from "./case/head-sections.ts";
import type { CaseReportInput } from "./case/input.ts";
import { personSection, providerSection } from "./case/person-sections.ts";
import type { Report } from "./model.ts";
import { frameReport } from "./report-frame.ts";
import type { Texts } from "./texts.ts";

/** The report on one identification: the conclusion and its grounds first, then everything that it rests on, in full. */
export function buildCaseReport(input: CaseReportInput, texts: Texts): Report {
  const build = [
    headSection,
    conclusionSection,
    decisionSection,
    personSection,
    providerSection,
    picturesSection,
    differencesSection,
    timelineSection,
    examinedSection,
    notExaminedSection,
    filesSection,
    answersSection,
    accessesSection,
    checkSection,
  ];
  const { print, ticket, rules } = input;
  return frameReport(
    { title: texts.t("report.title"), print, ticket, rules },
    texts,
    build.map((make) => make(input, texts)),
  );
}
