import { DiagnosticsPanel } from "#components/diagnostics/diagnostics-panel";
import { TrustedKeys } from "#components/token/trusted-keys";
import { readFacts } from "#lib/diagnostics/read-facts";
import { paths } from "#lib/paths";
import { requireReviewer } from "#lib/session/require-reviewer";

export default async function DiagnosticsPage() {
  await requireReviewer(["admin"], paths.diagnostics());
  return (
    <div className="space-y-5">
      <DiagnosticsPanel facts={readFacts()} />
      <TrustedKeys />
    </div>
  );
}
