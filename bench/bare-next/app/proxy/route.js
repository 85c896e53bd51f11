import { request } from "undici";

export const dynamic = "force-dynamic";

/** What our routes are held against: it passes one answer on and checks nothing. */
export async function GET() {
  const { body } = await request(process.env.BENCH_UPSTREAM ?? "");
  return new Response(await body.text(), { headers: { "content-type": "application/json" } });
}
