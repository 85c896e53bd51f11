"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { Statement } from "#lib/agreement/model";

/** Plain name of a statement; an unknown name is shown as is, with spaces. */
export function useStatementName(): (statement: Pick<Statement, "name">) => string {
  const t = useTranslations("agreement.statements");
  return useCallback(
    ({ name }: Pick<Statement, "name">) =>
      t.has(name as "birth_date") ? t(name as "birth_date") : name.replaceAll("_", " "),
    [t],
  );
}
