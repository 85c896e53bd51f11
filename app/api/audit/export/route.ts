import { streamChunks } from "#lib/audit/export-log";
import { describeFilter, exportNow, readFilter, readFormat } from "#lib/audit/store";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["auditor", "admin"],
    personalData: "whole_log",
    event: "export",
    detail: (request) => ({ format: readFormat(request).name, ...describeFilter(readFilter(request)) }),
  },
  async ({ request, person, signal, endScan, recordOutcome }) => {
    const { name, format } = readFormat(request);
    const order = { filter: readFilter(request), format, exportedBy: person.name, signal };
    const { open, verification } = await exportNow(order).catch(async (error) => {
      if (signal.aborted) await recordOutcome({ outcome: "broken_off_by_client", bytes: 0, sha256: null });
      throw error;
    });
    const detail = { verification: verification.intact ? "intact" : "not_intact" };
    const body = streamChunks({ open, record: (outcome) => recordOutcome({ ...outcome, detail }), end: endScan });
    const fileName = `evidence-desk-access-log-${new Date().toISOString().slice(0, 10)}.${name}`;
    return new Response(body, {
      headers: {
        "Content-Type": format.contentType,
        "Content-Disposition": `attachment; filename="${fileName}"`,
        "X-Audit-Verification": detail.verification,
      },
    });
  },
);
