import { emptyAuditEvent } from "#lib/audit/model";
import { recordEvent } from "#lib/audit/record-event";
import { verificationSchema } from "#lib/audit/schema";
import { verifyNow } from "#lib/audit/store";
import { jsonResponse } from "#lib/http/json-response";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["auditor", "admin"], event: "verification" },
  async ({ person, requestId }) => {
    const result = await verifyNow();
    const { subject, name, roles } = person;
    await recordEvent({
      ...emptyAuditEvent,
      event: "verification",
      person: { subject, name, role: roles.join(" ") },
      requestId,
      outcome: result.intact ? "intact" : "not_intact",
      detail: {
        entries: result.entries,
        last: result.last,
        head: result.head,
        faultAt: result.fault?.sequence ?? null,
      },
    });
    return jsonResponse(verificationSchema, result);
  },
);
