import { useState } from "react";
import { ApiError } from "#lib/api-client";
import { recordCompare } from "#lib/compare/query";
import type { ProblemDetails } from "#lib/problem";

type Opened = { first: number; second: number; logEntry: number };

/** Opens the comparison of two files once the access log has it; without an entry it stays closed. */
export function useCompareOpening({ srId, evidenceId }: { srId: string; evidenceId: string }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [state, setState] = useState<"idle" | "pending" | ProblemDetails>("idle");

  async function open(first: number, second: number): Promise<void> {
    if (state === "pending") return;
    setState("pending");
    try {
      const { logEntry } = await recordCompare(srId, evidenceId, [first, second]);
      setOpened({ first, second, logEntry });
      setState("idle");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setState(error.problem);
    }
  }
  return {
    open,
    opened,
    close: () => setOpened(null),
    isPending: state === "pending",
    problem: typeof state === "object" ? state : null,
  };
}
