/** Preloaded into child processes (`--import`): whoever started this one over IPC is gone, so it ends too. */
process.on("disconnect", () => process.exit(0));
process.channel?.unref();
