import { onlyRead } from "#lib/http/problem-response";
import { answerMetrics } from "#lib/observability/metrics";

export const dynamic = "force-dynamic";

export const GET = answerMetrics;

export { onlyRead as DELETE, onlyRead as OPTIONS, onlyRead as PATCH, onlyRead as POST, onlyRead as PUT };
