import { answerMetrics } from "#lib/http/metrics";

export const dynamic = "force-dynamic";

export const GET = answerMetrics;
