import { onlyRead } from "#lib/http/answer-problem";
import { answerLive } from "#lib/http/health";

export const dynamic = "force-dynamic";

export const GET = answerLive;

export { onlyRead as DELETE, onlyRead as OPTIONS, onlyRead as PATCH, onlyRead as POST, onlyRead as PUT };
