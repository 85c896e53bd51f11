import { onlyRead } from "#lib/http/answer-problem";
import { answerReady } from "#lib/http/health";

export const dynamic = "force-dynamic";

export const GET = answerReady;

export { onlyRead as DELETE, onlyRead as OPTIONS, onlyRead as PATCH, onlyRead as POST, onlyRead as PUT };
