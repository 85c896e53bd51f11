import { answerLive } from "#lib/diagnostics/health";
import { onlyRead } from "#lib/http/problem-response";

export const dynamic = "force-dynamic";

export const GET = answerLive;

export { onlyRead as DELETE, onlyRead as OPTIONS, onlyRead as PATCH, onlyRead as POST, onlyRead as PUT };
