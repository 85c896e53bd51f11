import type { DecisiveFact } from "#lib/agreement/decisive-fact";
import { hexOf } from "../digest-text.ts";
import type { Facts, Mark, Section } from "../model.ts";
import { code, plain, quoted, section, sentence } from "../spans.ts";
import type { Texts } from "../texts.ts";
import type { CaseReportInput } from "./input.ts";

const laws = new Map([
  ["ZERTES", "ZertES"],
  ["EIDAS", "eIDAS"],
]);

function describeSigner({ request, signer, requestedName, choices }: CaseReportInput, { t }: Texts): string {
  const isMasked = choices.personal === "masked";
  const of =
    requestedName === null || isMasked
      ? t(isMasked ? "report.head.ofMasked" : "report.head.ofUnknown")
      : t("report.head.of", { name: quoted(requestedName, 120).text });
  const position = request !== null && signer !== null ? request.signers.indexOf(signer) + 1 : 0;
  const place = position > 0 ? t("evidence.signerOf", { position, count: request?.signers.length ?? position }) : null;
  const law = request?.legislation ? (laws.get(request.legislation) ?? request.legislation) : null;
  return [of, place, request?.quality, law]
    .filter((text): text is string => typeof text === "string" && text !== "")
    .map((text) => quoted(text, 160).text)
    .join(", ");
}

/** Which identification this is. Titles may hold names, so a masked report has none. */
export function headSection(input: CaseReportInput, texts: Texts): Section {
  const { t } = texts;
  const { print, request, choices, status } = input;
  const title =
    request?.title && choices.personal === "shown" ? quoted(request.title, 160).text : t("report.head.untitled");
  const source = print.region === "custom" ? print.host : t(`report.sources.${print.region}`);
  const none = plain(t("report.none"));
  const ids: Facts["items"] = [
    { name: t("overview.answer.signatureRequest"), value: [code(input.srId)] },
    { name: t("overview.answer.evidence"), value: [code(input.evidenceId)] },
  ];
  const items: Facts["items"] = [
    { name: t("audit.ticket"), value: [input.ticket ? quoted(input.ticket, 200) : none] },
    { name: t("audit.facts.purpose"), value: [input.purpose ? quoted(input.purpose, 200) : none] },
    {
      name: t("status.facts.transactionCode"),
      value: [status?.transactionCode ? code(status.transactionCode, 60) : plain(t("report.notKnown"))],
    },
    { name: t("report.source"), value: [plain(source)] },
  ];
  return section("head", null, [
    { kind: "text", spans: [plain(title)], isTitle: true },
    { kind: "text", spans: [plain(describeSigner(input, texts))] },
    { kind: "facts", columns: 1, items: ids },
    { kind: "facts", columns: 2, items },
  ]);
}

const markOf: Record<CaseReportInput["conclusion"]["tone"], Mark> = {
  proven: "agrees",
  contradicted: "differs",
  unsure: "unsure",
  silent: "none",
};

/** Both digests in full, so that paper alone shows what differs. */
function digestFacts(fact: DecisiveFact | null, { archive, answers }: CaseReportInput, { t }: Texts): Facts | null {
  if (fact?.kind !== "digest") return null;
  const source = fact.values[0]?.source ?? "token";
  const found =
    fact.fileNumber === null
      ? (answers.find(({ name }) => name === fact.body)?.sha256 ?? null)
      : (archive?.files.find(({ number }) => number === fact.fileNumber)?.sha256 ?? null);
  const items = [{ name: t(`report.stated.${source}`), value: [code(hexOf(fact.claimed))] }];
  if (found !== null)
    items.push({ name: t(fact.body === null ? "report.inArchive" : "report.asSent"), value: [code(found)] });
  return { kind: "facts", columns: 1, items };
}

/** The conclusion, its decisive fact and its reasons, and what it says nothing about. */
export function conclusionSection(input: CaseReportInput, texts: Texts): Section {
  const { t } = texts;
  const { conclusion } = input;
  const digests = digestFacts(conclusion.fact, input, texts);
  return section(
    "conclusion",
    sentence(conclusion.text, 600).text,
    [
      ...(digests === null ? [] : [digests]),
      {
        kind: "list",
        items: conclusion.reasons.filter((reason) => reason !== "").map((reason) => [sentence(reason, 600)]),
      },
      {
        kind: "text",
        spans: [
          plain(t("report.rules", { rules: input.rules })),
          plain(" "),
          code(conclusion.code),
          plain(". "),
          { ...plain(t("report.internal")), look: "strong" },
        ],
      },
    ],
    { frame: markOf[conclusion.tone] },
  );
}
