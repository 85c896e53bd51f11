import type messages from "./en.json";
import type { Locale } from "./locales.ts";

// Every key that a component asks for is checked against the English texts.
declare module "next-intl" {
  interface AppConfig {
    Messages: typeof messages;
    Locale: Locale;
  }
}
