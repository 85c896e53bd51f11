import { headers } from "next/headers";
import type { ReactNode } from "react";
import { EarlyCalls } from "#components/evidence/early-calls";
import { EvidenceFrame } from "#components/evidence/evidence-frame";
import { EvidenceTabs } from "#components/overview/evidence-tabs";
import { OverviewProvider } from "#components/overview/overview-context";
import { PurposeGate } from "#components/purpose/purpose-gate";
import { TicketFact } from "#components/purpose/ticket-fact";
import { InvalidAddress } from "#components/search/invalid-address";
import { apiPaths, isId } from "#lib/paths";
import { hasRole } from "#lib/person";
import { readPagePurpose } from "#lib/purpose/read-page-purpose";
import { authenticate } from "#lib/session/read-person";

type Props = { params: Promise<{ srId: string; evidenceId: string }>; children: ReactNode };

/** Renders the frame without authorizing; each page checks its own role. */
export default async function EvidenceLayout({ params, children }: Props) {
  const requestHeaders = await headers();
  const person = await authenticate(requestHeaders, false);
  if (person === null || !hasRole(person.roles, "reviewer")) return children;
  const { srId, evidenceId } = await params;
  const malformed = [srId, evidenceId].filter((id) => !isId(id));
  if (malformed.length > 0) return <InvalidAddress ids={malformed} />;
  const state = await readPagePurpose(srId);
  const nonce = requestHeaders.get("x-nonce");
  return (
    <PurposeGate srId={srId} state={state} isShownInside>
      {nonce !== null && (state.confirmed !== null || !state.required) ? (
        <EarlyCalls
          nonce={nonce}
          calls={[apiPaths.signatureRequest(srId), apiPaths.artefact(srId, evidenceId, "status")]}
          waitsForQueue={state.confirmed === null}
        />
      ) : null}
      <EvidenceFrame
        srId={srId}
        evidenceId={evidenceId}
        ticket={<TicketFact srId={srId} />}
        isPurposeRequired={state.required}
      >
        <OverviewProvider>
          <EvidenceTabs />
          {children}
        </OverviewProvider>
      </EvidenceFrame>
    </PurposeGate>
  );
}
