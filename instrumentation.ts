/** Runs once, before the first request: a start with bad settings or without its database must not look like a start. */
export async function register(): Promise<void> {
  // Next also compiles this file for a runtime that has neither files nor sockets.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { settings } = await import("#lib/env");
  settings();
  const { startLog } = await import("#lib/audit/log-lifecycle");
  await startLog();
}
