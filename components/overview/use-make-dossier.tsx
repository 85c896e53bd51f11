"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { DossierContent, MakeDossier } from "#components/dossier/dossier-dialog";
import { ApiError } from "#lib/api-client";
import { decodeBase64 } from "#lib/bytes/base64";
import type { DecisionList } from "#lib/decision/schema";
import { type DossierSources, makeDossier } from "#lib/dossier/make-dossier";
import { formatComparison, formatFileList } from "#lib/dossier/own-files";
import { isCheckOver } from "#lib/overview/archive-facts";
import type { Report } from "#lib/report/model";
import { makeReportPdf } from "#lib/report/pdf/worker-client";
import { formatReportHtml } from "#lib/report/report-html";
import { reportQuery } from "#lib/signature-request/query";
import { type OverviewContext, useOverview } from "./overview-context.tsx";
import { useCaseReport } from "./use-case-report.ts";

const bytesOf = (text: string | null | undefined, base64: string | null | undefined): Blob | null => {
  if (typeof text === "string") return new Blob([text]);
  return typeof base64 === "string" ? new Blob([decodeBase64(base64)]) : null;
};

/** Bytes of the provider that the page has; null for what was not opened, or failed. */
function readEvidence({ artefacts }: OverviewContext) {
  const { status, record, files, cachedVerdict } = artefacts;
  // Also of a token that changed and waits for the person: these are the bytes that were released last.
  const verdict = cachedVerdict?.verdict ?? null;
  const ready = (state: (typeof record)["state"]) => (state.phase === "ready" ? state.blob : null);
  const isText = verdict?.tokenEncoding === "utf-8";
  return {
    status: bytesOf(status?.raw, status?.rawBase64),
    record: ready(record.state),
    files: ready(files.state),
    token: verdict === null ? null : bytesOf(isText ? verdict.token : null, isText ? null : verdict.token),
  };
}

const hasFailed = ({ artefacts }: OverviewContext) => ({
  status: artefacts.statusProblem !== null,
  record: artefacts.record.state.phase === "failed",
  files: artefacts.files.state.phase === "failed",
  token: typeof artefacts.tokenState === "object",
});

type Name = DossierContent["name"];
const names: readonly Name[] = ["status", "record", "files", "token"];

/** Fetches what is needed and was not opened; each request is logged. */
function openMissing({ artefacts }: OverviewContext, needed: readonly Name[]): void {
  if (needed.includes("record")) artefacts.record.open();
  if (needed.includes("files")) artefacts.files.open();
  if (needed.includes("token") && artefacts.cachedVerdict === null) void artefacts.fetchToken();
  if (artefacts.requestState === "failed") void artefacts.refetchRequest();
}

/** True once everything that is needed is open and compared, or has failed. */
function isSettled(context: OverviewContext, needed: readonly Name[]): boolean {
  const { artefacts, overview, archive, archiveState, archiveFacts } = context;
  const evidence = readEvidence(context);
  const failed = hasFailed(context);
  if (artefacts.requestState === "loading" || overview.isChecking || artefacts.tokenState === "loading") return false;
  if (needed.some((name) => evidence[name] === null && !failed[name])) return false;
  // The archive's own digest is computed after its files were checked.
  if (archiveState.checking === "done" && archiveState.sha256 === null && archiveState.error === null) return false;
  return archive === null || archiveFacts !== null || isCheckOver(archiveState);
}

/** @throws ApiError of the first thing that is needed and could not be fetched */
function requireWhole({ artefacts }: OverviewContext, needed: readonly Name[]): void {
  const { record, files, tokenState, statusProblem, requestProblem } = artefacts;
  const problemOf = (state: (typeof record)["state"]) => (state.phase === "failed" ? state.problem : null);
  const problems = {
    status: statusProblem,
    record: problemOf(record.state),
    files: problemOf(files.state),
    token: typeof tokenState === "object" ? tokenState : null,
  };
  const problem = requestProblem ?? needed.map((name) => problems[name]).find((one) => one !== null);
  if (problem) throw new ApiError(problem);
}

/** The same report for a browser and for an archive. @throws ReportPdfError; then no dossier is made */
async function formatReport(
  report: Report,
  pictures: ReadonlyMap<number, Blob>,
  madeAt: Date,
  signal: AbortSignal,
): Promise<Record<string, string | Blob>> {
  const files = await Promise.all(
    [...pictures].map(async ([number, picture]) => [number, new Uint8Array(await picture.arrayBuffer())] as const),
  );
  return {
    "report.html": formatReportHtml(report, new Map(files)),
    "report.pdf": await makeReportPdf({ report, pictures: new Map(files), madeAt }, signal),
  };
}

const pollMs = 25;

const pause = (signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    signal.throwIfAborted();
    setTimeout(() => (signal.aborted ? reject(signal.reason) : resolve()), pollMs);
  });

/** A report leaves the desk, so decisions of a blind second review are named without their outcome, also those of its reader. */
const hideOpenReview = (list: DecisionList): DecisionList => ({
  ...list,
  decisions: list.decisions.map((decision) =>
    decision.review === "none"
      ? decision
      : { id: decision.id, at: decision.at, person: decision.person, review: "first", hidden: true },
  ),
});

/** What the page has of this case for a dossier, and a function that makes one; what is not open yet is fetched, and logged, first. */
export function useMakeDossier(): { contents: DossierContent[]; make: MakeDossier } {
  const context = useOverview();
  const queries = useQueryClient();
  const { readAnswers, readPictures, buildReport } = useCaseReport();
  const latest = useRef({ context, readAnswers, readPictures, buildReport });
  // An effect, because a dossier is made over several renderings, while artefacts arrive.
  useEffect(() => {
    latest.current = { context, readAnswers, readPictures, buildReport };
  });
  const { artefacts } = context;
  const { srId, evidenceId } = artefacts;
  const evidence = readEvidence(context);
  const failed = hasFailed(context);
  const contents = names.map((name): DossierContent => {
    const blob = evidence[name];
    return {
      name,
      state: blob ? "open" : failed[name] ? "failed" : "not_opened",
      sizeBytes: blob?.size ?? null,
    };
  });

  const describe = async (
    hasFiles: boolean,
    ...[dossier, signal]: Parameters<DossierSources["describe"]>
  ): Promise<Record<string, string | Blob>> => {
    const { context: now, readAnswers: answersOf, readPictures: picturesOf, buildReport: build } = latest.current;
    // A dossier has the pictures of the person only with the files.
    const choices = { pictures: hasFiles ? ("small" as const) : ("none" as const), personal: "shown" as const };
    const { items, pictures } = await picturesOf(choices.pictures);
    const { agreement } = now.comparison;
    const { conclusion } = now.overview;
    const { entries, checks, sha256 } = now.archiveState;
    const isDemo = dossier.environment === "demo";
    const { region, host } = dossier.provider;
    const report = await build({
      print: {
        logEntry: null,
        at: dossier.madeAt,
        by: dossier.madeBy.name ?? dossier.madeBy.subject,
        product: dossier.product.version,
        region,
        host,
        isDemo,
        verifierKey: dossier.logKey,
      },
      choices,
      answers: await answersOf(),
      pictures: items,
      ...(dossier.decisions === "withheld" ? { showDecisions: hideOpenReview } : {}),
    });
    const files = entries.map((entry) => {
      const check = checks.get(entry.number);
      const isWhole = check?.state === "whole";
      const { number, name, sizeBytes, anomalies } = entry;
      const oddities = [...anomalies, ...(check?.anomalies ?? [])].map(({ code }) => code);
      return { number, name, sizeBytes, sha256: isWhole ? check.sha256 : null, isWhole, oddities };
    });
    return {
      ...(agreement === null
        ? {}
        : {
            "comparison.json": formatComparison(new Date().toISOString(), {
              conclusion: { outcome: conclusion.code, reasons: conclusion.reasons },
              statements: agreement.statements,
              digests: agreement.digests,
              unclaimedFiles: agreement.unclaimedFiles,
              broken: agreement.broken,
              isCut: agreement.isCut,
            }),
          }),
      ...(entries.length === 0 ? {} : { "files.json": formatFileList(sha256, files) }),
      ...(await formatReport(report, pictures, new Date(dossier.madeAt), signal)),
    };
  };

  /** The page's own bytes, if the person had the report fetched: each fetch may leave a trace at the provider. */
  const readReport = async (): Promise<Blob> =>
    (await queries.fetchQuery({ ...reportQuery(srId), staleTime: Number.POSITIVE_INFINITY })).blob;

  const make: MakeDossier = async (choices, signal, onProgress, batch) => {
    const needed = names.filter((name) => name !== "files" || !choices.leftOut.includes("files"));
    openMissing(latest.current.context, needed);
    const report = choices.leftOut.includes("report") ? [] : [{ name: "report" as const, blob: await readReport() }];
    // The page shows first that something is being fetched.
    do await pause(signal);
    while (!isSettled(latest.current.context, needed));
    const given = Object.entries(readEvidence(latest.current.context)).flatMap(([name, blob]) =>
      blob === null ? [] : [{ name: name as DossierContent["name"], blob }],
    );
    if (batch !== undefined) requireWhole(latest.current.context, needed);
    const order = { ...choices, batch: batch ?? null };
    const hasFiles = !choices.leftOut.includes("files");
    const sources = { srId, evidenceId, order, evidence: [...given, ...report] };
    return makeDossier({ ...sources, describe: (...args) => describe(hasFiles, ...args) }, signal, onProgress);
  };

  return { contents, make };
}
