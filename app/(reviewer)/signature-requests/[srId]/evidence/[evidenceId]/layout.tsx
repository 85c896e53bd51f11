import { headers } from "next/headers";
import type { ReactNode } from "react";
import { EvidenceFrame } from "#components/evidence/evidence-frame";
import { EvidenceTabs } from "#components/overview/evidence-tabs";
import { OverviewProvider } from "#components/overview/overview-context";
import { PurposeGate } from "#components/purpose/purpose-gate";
import { TicketFact } from "#components/purpose/ticket-fact";
import { InvalidAddress } from "#components/search/invalid-address";
import { isId } from "#lib/paths";
import { hasRole } from "#lib/person";
import { readPagePurpose } from "#lib/purpose/read-page-purpose";
import { authenticate } from "#lib/session/read-person";

type Props = { params: Promise<{ srId: string; evidenceId: string }>; children: ReactNode };

/** Renders the frame without authorizing; each page checks its own role. */
export default async function EvidenceLayout({ params, children }: Props) {
  const person = await authenticate(await headers(), false);
  if (person === null || !hasRole(person.roles, "reviewer")) return children;
  const { srId, evidenceId } = await params;
  const malformed = [srId, evidenceId].filter((id) => !isId(id));
  if (malformed.length > 0) return <InvalidAddress ids={malformed} />;
  return (
    <PurposeGate srId={srId} state={await readPagePurpose(srId)} isShownInside>
      <EvidenceFrame srId={srId} evidenceId={evidenceId} ticket={<TicketFact srId={srId} />}>
        <OverviewProvider>
          <EvidenceTabs />
          {children}
        </OverviewProvider>
      </EvidenceFrame>
    </PurposeGate>
  );
}
