import { request } from "undici";

export const dynamic = "force-dynamic";

/** Baseline for our routes: forwards one response without checks. */
export async function GET() {
  const { body } = await request(process.env.BENCH_UPSTREAM ?? "");
  return new Response(await body.text(), { headers: { "content-type": "application/json" } });
}
