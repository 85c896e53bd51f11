/** Names and labels of the metrics that match, without their values. */
export async function metricsOf(url: string, token: string, pattern: RegExp): Promise<string[]> {
  const response = await fetch(`${url}/api/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const lines = (await response.text()).split("\n");
  return lines.filter((line) => pattern.test(line)).map((line) => line.replace(/ [^ ]*$/, ""));
}
