"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { extractStream } from "#lib/formats/pdf/structure/call-structure";
import type { PdfSignature, PdfStructure } from "#lib/formats/pdf/structure/model";
import type { PreviewProps } from "../preview-props.ts";
import { type Field, FieldList } from "./field-list.tsx";
import { type InsideFile, InsideFiles } from "./inside-files.tsx";
import type { PageChecks } from "./use-page-checks.ts";

type PdfFactsProps = { structure: PdfStructure; checks: PageChecks; preview: PreviewProps };

/** What the file has besides its pages: files, signatures, form values, and what is turned off here. */
export function PdfFacts({ structure, checks, preview }: PdfFactsProps) {
  const t = useTranslations("files.pdf");
  const { blob } = preview.content;
  const files = useMemo(
    () =>
      structure.inside.map(
        ({ kind, name, object, sizeBytes }): InsideFile => ({
          key: `${kind} ${object}`,
          origin: t(`origin.${kind}`),
          name,
          sizeBytes,
          read: () => extractStream(blob, object),
        }),
      ),
    [structure, blob, t],
  );
  const notes = structure.defects.filter(({ severity }) => severity === "note");
  const fonts = [...new Set([...checks.drawn.values()].flatMap(({ replacedFonts }) => replacedFonts))];
  const lines = [
    ...structure.features.map(([feature, count]) => t(`feature.${feature}`, { count })),
    ...notes.map(({ code, values }) => t(`structure.${code}`, values)),
    ...(structure.layers.length > 0 ? [t("layers", { names: structure.layers.join(", ") })] : []),
    ...(fonts.length > 0 ? [t("replacedFonts", { names: fonts.join(", ") })] : []),
  ];
  return (
    <div className="space-y-3" data-facts>
      {structure.signatures.length > 0 ? <Signatures signatures={structure.signatures} /> : null}
      <InsideFiles files={files} parent={preview} />
      {lines.length > 0 ? (
        <ul aria-label={t("notes")} className="list-disc space-y-1 pl-5 text-[0.8125rem]">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
      {structure.fields.length > 0 ? <FieldList label={t("fields")} fields={structure.fields} /> : null}
      {structure.info.length > 0 ? <FieldList label={t("info")} fields={structure.info} /> : null}
    </div>
  );
}

function Signatures({ signatures }: { signatures: readonly PdfSignature[] }) {
  const t = useTranslations("files.pdf");
  const fields = (signature: PdfSignature): Field[] =>
    [
      { name: t("signature.field"), value: signature.field },
      { name: t("signature.name"), value: signature.name },
      { name: t("signature.date"), value: formatPdfDate(signature.date) },
      { name: t("signature.reason"), value: signature.reason },
      { name: t("signature.location"), value: signature.location },
      { name: t("signature.format"), value: signature.format },
      {
        name: t("signature.range"),
        value:
          signature.bytesAfter === null
            ? t("signature.rangeWrong")
            : t("signature.bytesAfter", { count: signature.bytesAfter }),
      },
    ].filter(({ value }) => value !== "");
  return (
    <section aria-label={t("signature.title", { count: signatures.length })} className="space-y-2">
      <h3 className="text-[0.8125rem] font-medium">{t("signature.title", { count: signatures.length })}</h3>
      <p className="text-[0.8125rem] text-soft">{t("signature.unverified")}</p>
      {signatures.map((signature, index) => (
        <FieldList
          // biome-ignore lint/suspicious/noArrayIndexKey: signatures never move, and two of them may be the same
          key={index}
          label={t("signature.one", { number: index + 1 })}
          fields={fields(signature)}
        />
      ))}
    </section>
  );
}

/** `D:20260102030405+01'00'` as `2026-01-02 03:04:05 +01:00`; other texts as they are (ISO 32000-1, 7.9.4). */
function formatPdfDate(text: string): string {
  const match = /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?([Z+-])?(\d{2})?'?(\d{2})?/.exec(text);
  if (match === null) return text;
  const [, year, month, day, hour, minute, second = "00", sign, zoneHour = "00", zoneMinute = "00"] = match;
  const zone = sign === undefined ? "" : sign === "Z" ? " UTC" : ` ${sign}${zoneHour}:${zoneMinute}`;
  return `${year}-${month}-${day} ${hour}:${minute}:${second}${zone}`;
}
