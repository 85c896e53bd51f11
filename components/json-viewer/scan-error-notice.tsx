import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Verbatim } from "#components/ui/as-sent";
import { Notice } from "#components/ui/notice";
import type { ScanError } from "#lib/formats/json/scan-error";

/** Where the text stops being JSON and what would have been right there; what was read before is shown under it. */
export function ScanErrorNotice({
  error,
  anythingShown,
  masked,
  actions,
}: {
  error: ScanError;
  anythingShown: boolean;
  /** Nobody knows what is personal around a fault: it is not quoted then. */
  masked: boolean;
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
            {t("errorFound")} <Verbatim text={error.found} />
          </>
        )}
      </p>
      {masked || error.before + error.after === "" ? null : (
        <p>
          {t("errorAround")} <Verbatim text={error.before} />
          <span className="mx-1 font-semibold">{t("errorHere")}</span>
          <Verbatim text={error.after} />
        </p>
      )}
      <p>{anythingShown ? t("errorShown") : t("errorNothing")}</p>
    </Notice>
  );
}
