import { emptyAuditEvent } from "#lib/audit/model";
import { recordEvent } from "#lib/audit/record-event";
import { verificationSchema } from "#lib/audit/schema";
import { verifyNow } from "#lib/audit/store";
import { jsonResponse } from "#lib/http/json-response";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["auditor", "admin"], personalData: "whole_log", event: "verification" },
  async ({ person, requestId, signal, endScan }) => {
    const result = await verifyNow(signal);
    await endScan();
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
        root: result.root,
        faultAt: result.fault?.sequence ?? null,
        timeAnomalies: result.times.count,
      },
    });
    return jsonResponse(verificationSchema, result);
  },
);
