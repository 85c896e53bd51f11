/** Writes one line for the operator: plain text under `npm start`, JSON under `npm run serve`. */
export function print(message: string, level: "info" | "warn" | "error" = "info"): void {
  if (process.env.EVIDENCE_DESK_PLAIN === "1") {
    (level === "info" ? console.log : console.error)(message);
  } else {
    process.stdout.write(`${JSON.stringify({ level, time: new Date().toISOString(), msg: message })}\n`);
  }
}
