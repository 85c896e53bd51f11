"use client";

import { Verbatim } from "#components/ui/verbatim";
import { FileFactLine } from "../file-facts.tsx";

export type Field = { name: string; value: string };

export function FieldList({ label, fields }: { label: string; fields: readonly Field[] }) {
  return (
    <section aria-label={label}>
      <h3 className="mb-1.5 text-[0.8125rem] font-medium">{label}</h3>
      <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-[0.8125rem] sm:grid-cols-[8.5rem_minmax(0,1fr)]">
        {fields.map((field, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: fields never move, and two of them may be the same
          <FileFactLine key={`${index} ${field.name}`} name={field.name}>
            <Verbatim text={field.value} cap={1200} />
          </FileFactLine>
        ))}
      </dl>
    </section>
  );
}
