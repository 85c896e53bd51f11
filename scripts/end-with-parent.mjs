/** Preloaded into child processes (`--import`) so that they end with their parent. */
process.on("disconnect", () => process.exit(0));
process.channel?.unref();
