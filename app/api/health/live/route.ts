import { livenessResponse } from "#lib/diagnostics/health";
import { rejectNonGet } from "#lib/http/problem-response";

export const dynamic = "force-dynamic";

export const GET = livenessResponse;

export {
  rejectNonGet as DELETE,
  rejectNonGet as OPTIONS,
  rejectNonGet as PATCH,
  rejectNonGet as POST,
  rejectNonGet as PUT,
};
