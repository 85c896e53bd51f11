import { onlyRead } from "#lib/http/answer-problem";
import { answerMetrics } from "#lib/http/metrics";

export const dynamic = "force-dynamic";

export const GET = answerMetrics;

export { onlyRead as DELETE, onlyRead as OPTIONS, onlyRead as PATCH, onlyRead as POST, onlyRead as PUT };
