import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { localeCookie } from "./locales.ts";
import { negotiateLocale } from "./negotiate-locale.ts";

/** Loads messages and formats for next-intl. `components/ui/time` formats times in the browser's zone. */
export default getRequestConfig(async () => {
  const locale = negotiateLocale((await cookies()).get(localeCookie)?.value, (await headers()).get("accept-language"));
  const { default: messages } = await import(`./messages/${locale}.json`);
  return { locale, messages, timeZone: "UTC" };
});
