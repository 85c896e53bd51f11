"use client";

import { useEffect } from "react";
import { leadsToEvidence } from "#lib/paths";

/** Workers that were not used end after some seconds, so a later approach starts them again. Milliseconds. */
const pauseMs = 10_000;

/** Loads the code of the overview and of a check as soon as pointer or focus reach a link to evidence. It fetches no evidence. */
export function ApproachWatcher() {
  useEffect(() => {
    let preparedAt = Number.NEGATIVE_INFINITY;
    function prepare({ target }: Event) {
      const link = target instanceof Element ? target.closest("a") : null;
      if (link === null || !leadsToEvidence(link.pathname) || performance.now() - preparedAt < pauseMs) return;
      preparedAt = performance.now();
      // Reported where the code is used.
      void import("./warm-check.ts").then(({ warmCheck }) => warmCheck()).catch(() => undefined);
    }
    document.addEventListener("pointerover", prepare);
    document.addEventListener("focusin", prepare);
    return () => {
      document.removeEventListener("pointerover", prepare);
      document.removeEventListener("focusin", prepare);
    };
  }, []);
  return null;
}
