"use client";

import { Notice } from "#components/ui/notice";
import type { Defect } from "#lib/formats/media/model";

type Props<Code extends string> = {
  /** What the reader does not see: "This image is incomplete". */
  title: string;
  defects: readonly Defect<Code>[];
  describe: (defect: Defect<Code>) => string;
};

/** Says above a preview, or on the page of it, what is missing there and why. Renders nothing without defects. */
export function DefectNotice<Code extends string>({ title, defects, describe }: Props<Code>) {
  if (defects.length === 0) return null;
  const isContradicted = defects.some(({ severity }) => severity === "error");
  return (
    <Notice tone={isContradicted ? "contradicted" : "unsure"} role="status" title={title}>
      <ul className="space-y-1">
        {defects.map((defect) => (
          <li key={`${defect.code} ${JSON.stringify(defect.values)}`} data-defect={defect.code}>
            {describe(defect)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
