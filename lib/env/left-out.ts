/** What a measurement leaves out, to see what it costs. */
type LeftOut = "log" | "hash";

type Values = {
  AUTH_DEMO?: boolean | undefined;
  SKRIBBLE_API_URL?: string | undefined;
  SKRIBBLE_API_USERNAME?: string | undefined;
};

/**
 * Reads `EVIDENCE_DESK_BENCH_WITHOUT`, which only measurements set. Nobody's evidence may be shown without the access log, so it counts
 * for nothing unless all else is a measurement's too: demo accounts (which keep the product on this machine), the user
 * name of the measurements, and a provider on this machine without TLS, which no real one is.
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
