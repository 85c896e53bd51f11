import { streamChunks } from "#lib/audit/export-log";
import { describeFilter, exportNow, readFilter, readFormat } from "#lib/audit/store";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["auditor", "admin"],
    event: "export",
    detail: (request) => ({ format: readFormat(request).name, ...describeFilter(readFilter(request)) }),
  },
  async ({ request, person, recordOutcome }) => {
    const { name, format } = readFormat(request);
    const { chunks, verification } = await exportNow(readFilter(request), format, person.name);
    const detail = { verification: verification.intact ? "intact" : "not_intact" };
    const body = streamChunks(chunks, (outcome) => recordOutcome({ ...outcome, detail }));
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
