import "../../app/globals.css";
import { NextIntlClientProvider } from "next-intl";
import { startTransition } from "react";
import { createRoot } from "react-dom/client";
import { AgreementCard } from "#components/agreement/agreement-card";
import type { Agreement } from "#lib/agreement/model";
import { Comparer } from "#lib/agreement/worker-client";
import messages from "../../lib/i18n/messages/en.json";
import { painted, watchBlocking } from "../record/clock.ts";
import { makeArtefacts } from "./artefacts.ts";

const host = document.body.appendChild(document.createElement("div"));
const root = createRoot(host);
let comparer = new Comparer();
let artefacts: Awaited<ReturnType<typeof makeArtefacts>> | null = null;

/** Renders in a transition, as the overview does. */
function show(agreement: Agreement | null): void {
  startTransition(() =>
    root.render(
      <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
        <AgreementCard agreement={agreement} failed={false} />
      </NextIntlClientProvider>,
    ),
  );
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await painted();
}

const bench = {
  async prepare(recordBytes: number, files: number, fileBytes: number): Promise<number> {
    artefacts = await makeArtefacts(recordBytes, files, fileBytes);
    return artefacts.recordText.length;
  },

  parse(): number {
    const startedAt = performance.now();
    JSON.parse(artefacts?.recordText ?? "");
    return performance.now() - startedAt;
  },

  /** Makes the next comparison start its own worker. */
  forget(): void {
    comparer.dispose();
    comparer = new Comparer();
  },

  /** Times from request to response with worker start, until the table is painted, and the longest task meanwhile. */
  async compare() {
    if (!artefacts) throw new Error("Call prepare first");
    show(null);
    await until(() => host.querySelector("section") !== null && host.querySelector("table") === null);
    const blocked = watchBlocking();
    const startedAt = performance.now();
    const agreement = await comparer.compare(artefacts.call, new AbortController().signal);
    const responseMs = performance.now() - startedAt;
    show(agreement);
    await until(() => host.querySelector("table") !== null);
    const proven = agreement.digests.filter(({ outcome }) => outcome === "proven").length;
    const agreeing = agreement.statements.filter(({ outcome }) => outcome === "agrees").length;
    return { responseMs, blockedMs: await blocked(), proven, agreeing };
  },
};
export type Bench = typeof bench;
Object.assign(window, { bench });
