import { cspReportResponse, rejectNonPost } from "#lib/observability/csp-reports";

export const dynamic = "force-dynamic";

export const POST = cspReportResponse;

export {
  rejectNonPost as DELETE,
  rejectNonPost as GET,
  rejectNonPost as HEAD,
  rejectNonPost as OPTIONS,
  rejectNonPost as PATCH,
  rejectNonPost as PUT,
};
