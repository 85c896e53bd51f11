import { useTranslations } from "next-intl";
import { ApiError, fallbackProblem } from "#lib/api-client";
import type { ProblemDetails } from "#lib/problem";

const explained = ["UnprovenDossierError", "ZipTooLargeError", "NotReadableError"] as const;

/** Says why a dossier could not be made; an error of the making is known by its name. */
export function useMakingProblem(): (error: unknown) => ProblemDetails {
  const t = useTranslations("dossier");
  return (error) => {
    if (error instanceof ApiError) return error.problem;
    const problem = fallbackProblem(window.location.pathname, 200);
    const name = error instanceof Error || error instanceof DOMException ? error.name : "";
    const known = explained.find((one) => one === name);
    if (known === undefined) return problem;
    const code = known === "UnprovenDossierError" ? "dossier_not_confirmed" : problem.code;
    return { ...problem, code, title: t("notMade"), detail: t(`problems.${known}`) };
  };
}
