import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { localeCookie } from "./locales.ts";
import { chooseLocale } from "./negotiate-locale.ts";

/** Texts and formats of one request (next-intl). Times are formatted in the browser's zone by `components/ui/time`. */
export default getRequestConfig(async () => {
  const locale = chooseLocale((await cookies()).get(localeCookie)?.value, (await headers()).get("accept-language"));
  const { default: messages } = await import(`./messages/${locale}.json`);
  return { locale, messages, timeZone: "UTC" };
});
