/** The path with the position in the archive behind it, so that a link to a file survives signing in. Numbers and fixed words only. */
export function keepFilePosition(path: string, parameters: Record<string, string | string[] | undefined>): string {
  const kept: string[] = [];
  for (const name of ["file", "beside", "view"] as const) {
    const value = [parameters[name] ?? ""].flat()[0] ?? "";
    if (name === "view" ? value === "bytes" : /^[1-9][0-9]{0,5}$/u.test(value)) kept.push(`${name}=${value}`);
  }
  return kept.length === 0 ? path : `${path}${path.includes("?") ? "&" : "?"}${kept.join("&")}`;
}
