import { rejectNonGet } from "#lib/http/problem-response";
import { metricsResponse } from "#lib/observability/metrics";

export const dynamic = "force-dynamic";

export const GET = metricsResponse;

export {
  rejectNonGet as DELETE,
  rejectNonGet as OPTIONS,
  rejectNonGet as PATCH,
  rejectNonGet as POST,
  rejectNonGet as PUT,
};
