type LeftOut = "log" | "hash";

type Values = {
  AUTH_DEMO?: boolean | undefined;
  SKRIBBLE_API_URL?: string | undefined;
  SKRIBBLE_API_USERNAME?: string | undefined;
};

/**
 * Reads `EVIDENCE_DESK_BENCH_WITHOUT` for benchmarks only, because evidence must never be shown without the access log.
 * Requires demo accounts (which keep the product on this machine), the benchmark's user name, and a local provider without TLS.
 */
export function readLeftOut(values: Values, wanted: string | undefined): ReadonlySet<LeftOut> {
  const { protocol, hostname } = new URL(values.SKRIBBLE_API_URL || "https://none.invalid");
  const isMeasurement =
    values.AUTH_DEMO === true &&
    values.SKRIBBLE_API_USERNAME === "api_demo_bench" &&
    protocol === "http:" &&
    hostname === "127.0.0.1";
  const words = (wanted ?? "").split(" ");
  return new Set(isMeasurement ? (["log", "hash"] as const).filter((word) => words.includes(word)) : []);
}
