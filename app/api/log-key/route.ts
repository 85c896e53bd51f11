import { verifierKeyResponse } from "#lib/diagnostics/log-key";
import { rejectNonGet } from "#lib/http/problem-response";

export const dynamic = "force-dynamic";

export const GET = verifierKeyResponse;

export {
  rejectNonGet as DELETE,
  rejectNonGet as OPTIONS,
  rejectNonGet as PATCH,
  rejectNonGet as POST,
  rejectNonGet as PUT,
};
