import { useTranslations } from "next-intl";
import { ApiError, fallbackProblem } from "#lib/api-client";
import type { ProblemDetails } from "#lib/problem";

const explained = ["UnprovenDossierError", "ZipTooLargeError", "NotReadableError", "ReportPdfError"] as const;

/** Says why a dossier could not be made; an error of the making is known by its name. */
export function useMakingProblem(): (error: unknown) => ProblemDetails {
  const t = useTranslations("dossier");
  return (error) => {
    if (error instanceof ApiError) return error.problem;
    const problem = fallbackProblem(window.location.pathname, 200);
    const name = error instanceof Error || error instanceof DOMException ? error.name : "";
    const known = explained.find((one) => one === name);
    // Such as code or a worker that could not be loaded.
    if (known === undefined) return navigator.onLine ? problem : fallbackProblem(window.location.pathname, 0);
    const code = known === "UnprovenDossierError" ? "dossier_not_confirmed" : problem.code;
    return { ...problem, code, title: t("notMade"), detail: t(`problems.${known}`) };
  };
}
