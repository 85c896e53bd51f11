import { useEffect, useRef, useState } from "react";
import { toProblem } from "#lib/api-client";
import { fetchFirstContactReport, findStatusPath } from "#lib/diagnostics/query";
import type { PathCheck } from "#lib/diagnostics/schema";
import { apiPaths } from "#lib/paths";
import type { ProblemDetails } from "#lib/problem";

export type EndpointTool = "find" | "report";

export type EndpointRun =
  | { state: "idle" | "stopped" }
  | { state: "running"; tool: EndpointTool }
  | { state: "found"; check: PathCheck }
  | { state: "reported"; text: string }
  | { state: "failed"; tool: EndpointTool; problem: ProblemDetails };

/** Runs one check at a time; stopping it or leaving the page also stops the server. */
export function useEndpointRun() {
  const [run, setRun] = useState<EndpointRun>({ state: "idle" });
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  async function start(tool: EndpointTool, evidence: { srId: string; evidenceId: string }): Promise<void> {
    current.current?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    current.current = controller;
    setRun({ state: "running", tool });
    try {
      if (tool === "find") setRun({ state: "found", check: await findStatusPath(evidence, signal) });
      else setRun({ state: "reported", text: await fetchFirstContactReport(evidence, signal) });
    } catch (error) {
      const path = tool === "find" ? apiPaths.pathCheck() : apiPaths.firstContact();
      if (signal.aborted) setRun({ state: "stopped" });
      else setRun({ state: "failed", tool, problem: toProblem(error, path) });
    }
  }

  return { run, start, stop: () => current.current?.abort() };
}
