import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "#components/ui/notice";
import { Verbatim } from "#components/ui/verbatim";
import type { ScanError } from "#lib/formats/json/scan-error";

/** Shows the location of a syntax error and the expected token; the valid part appears below. */
export function ScanErrorNotice({
  error,
  anythingShown,
  masked,
  actions,
}: {
  error: ScanError;
  anythingShown: boolean;
  /** Suppresses the quote, because text around a syntax error cannot be classified as personal. */
  masked: boolean;
  actions?: ReactNode;
}) {
  const t = useTranslations("json");
  return (
    <Notice role="alert" tone="contradicted" title={t(`errors.${error.code}`)} actions={actions}>
      <p>
        {t("errorPosition", { line: error.line, column: error.column, offset: error.offset })}{" "}
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
