import { ApiError, fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { sessionSchema } from "./schema.ts";
import { type SessionMessage, sessionChannelName } from "./sign-in-and-out.ts";

export type SessionKey = { subject: string; roles: readonly string[] };

/** `over`: the session ended or belongs to another person; `unknown`: the server is unreachable. */
export type SessionState = "alive" | "over" | "unknown";

const visibleMs = 3_000;
const hiddenMs = 15_000;

/** Checks whether this page's session is still active, without extending it. */
export async function fetchSessionState(key: SessionKey): Promise<SessionState> {
  try {
    const { user, roles = [] } = await fetchJson(apiPaths.session(), sessionSchema);
    const isSame = user?.id === key.subject && key.roles.every((role) => roles.includes(role));
    return isSame ? "alive" : "over";
  } catch (error) {
    const status = error instanceof ApiError ? error.problem.status : 0;
    return status === 401 || status === 403 ? "over" : "unknown";
  }
}

const hide = (isHidden: boolean) => {
  document.documentElement.style.visibility = isHidden ? "hidden" : "";
};

/**
 * Polls the session, and hides a page restored from the page cache until the session is confirmed.
 * @param onOver called once; the page must discard all its data
 * @returns a function that stops watching
 */
export function watchSession(key: SessionKey, onOver: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let aliveAt = Date.now();

  const end = () => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    onOver();
  };
  const check = async () => {
    clearTimeout(timer);
    const state = await fetchSessionState(key);
    if (isOver) return;
    if (state === "over") {
      end();
      return;
    }
    if (state === "alive") {
      aliveAt = Date.now();
      hide(false);
    }
    clearTimeout(timer);
    timer = setTimeout(check, document.hidden ? hiddenMs : visibleMs);
  };

  const channel = new BroadcastChannel(sessionChannelName);
  channel.onmessage = ({ data }: MessageEvent<SessionMessage>) => (data === "signed_out" ? end() : void check());
  const leave = () => hide(true);
  const comeBack = (event: PageTransitionEvent) => {
    if (event.persisted) void check();
    else hide(false);
  };
  const see = () => {
    if (document.hidden) return;
    if (Date.now() - aliveAt > hiddenMs) hide(true);
    void check();
  };
  addEventListener("pagehide", leave);
  addEventListener("pageshow", comeBack);
  document.addEventListener("visibilitychange", see);
  timer = setTimeout(check, visibleMs);
  return () => {
    isOver = true;
    clearTimeout(timer);
    channel.close();
    removeEventListener("pagehide", leave);
    removeEventListener("pageshow", comeBack);
    document.removeEventListener("visibilitychange", see);
  };
}
