import { getRequestConfig } from "next-intl/server";
import messages from "./en.json";

/** Texts and formats of one request (next-intl). Times are formatted in the browser's zone by `components/ui/time`. */
export default getRequestConfig(async () => ({ locale: "en", messages, timeZone: "UTC" }));
