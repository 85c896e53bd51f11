"use client";

import { useTranslations } from "next-intl";
import { Verbatim } from "#components/ui/verbatim";
import type { FileContent } from "#lib/files/archive-state";
import { FileFactLine } from "../file-facts.tsx";
import { usePictureReport } from "./use-picture-report.ts";

/** Containers whose own rotation counts instead of Exif's. */
const ownRotation = new Set(["image/avif", "image/heic", "image/heif", "image/jxl"]);

/** Formats whose coded pixels have no checksum, and are not decoded by the check of their structure. */
const withoutChecksum = new Set([...ownRotation, "image/webp", "image/bmp", "image/jp2"]);

/** Exif as facts: camera, software, times, location; and the colour profile, the number of pictures, and notes. */
export function ExifFacts({ content }: { content: FileContent }) {
  const t = useTranslations("files");
  const report = usePictureReport(content);
  if (report.phase !== "ready") return null;
  const { exif, orientation, profile, pictures, frames, defects } = report.value;
  const isOwn = ownRotation.has(content.check.content?.mime ?? "");
  const lines = [
    ...(pictures > 1 ? [{ name: t("image.pictures"), value: String(pictures) }] : []),
    ...(frames > 1 ? [{ name: t("image.frames"), value: String(frames) }] : []),
    ...(profile === "" ? [] : [{ name: t("image.profile"), value: profile }]),
    ...exif.map(({ name, value }) => ({ name: t(`exif.${name}`), value })),
    ...(orientation > 1
      ? [{ name: t("image.shown"), value: t("image.turned", { orientation: String(orientation) }) }]
      : []),
    ...(isOwn && exif.some(({ name, value }) => name === "orientation" && value !== "1")
      ? [{ name: t("image.shown"), value: t("image.ownRotation") }]
      : []),
    ...defects
      .filter(({ code, severity }) => severity === "note" && code !== "whole_unknown")
      .map(({ code, values }) => ({ name: t("image.note"), value: t(`image.defect.${code}`, values) })),
    ...(withoutChecksum.has(content.check.content?.mime ?? "")
      ? [{ name: t("image.note"), value: t("image.noChecksum") }]
      : []),
  ];
  if (lines.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1.5 text-[0.8125rem] font-medium">{t("facts.exif")}</h3>
      <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-[0.8125rem]">
        {lines.map(({ name, value }) => (
          <FileFactLine key={`${name} ${value}`} name={name}>
            <Verbatim text={value} />
          </FileFactLine>
        ))}
      </dl>
    </div>
  );
}
