/** Fails the start if the settings or the database are bad; Next calls this before the first request. */
export async function register(): Promise<void> {
  // Next also compiles this file for the Edge runtime, which has neither files nor sockets.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { settings } = await import("#lib/env");
  settings();
  const { startLog } = await import("#lib/audit/log-lifecycle");
  await startLog();
  const { startStateRefresh } = await import("#lib/saved-views/start-state-refresh");
  startStateRefresh();
}
