import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AsSent } from "#components/ui/as-sent";
import { Notice } from "#components/ui/notice";
import type { ScanError } from "#lib/json/scan-error";

/** Where the text stops being JSON and what would have been right there; what was read before is shown under it. */
export function ScanErrorNotice({
  error,
  anythingShown,
  actions,
}: {
  error: ScanError;
  anythingShown: boolean;
  actions?: ReactNode;
}) {
  const t = useTranslations("json");
  return (
    <Notice role="alert" tone="contradicted" title={t(`errors.${error.code}`)} actions={actions}>
      <p>
        {t("errorPlace", { line: error.line, column: error.column, offset: error.offset })}{" "}
        {t("errorExpected", { expected: t(`expected.${error.expected}`) })}
        {error.found === "" ? null : (
          <>
            {" "}
            {t("errorFound")} <AsSent text={error.found} />
          </>
        )}
      </p>
      <p>{anythingShown ? t("errorShown") : t("errorNothing")}</p>
    </Notice>
  );
}
