import type { Locale } from "./locales.ts";
import type messages from "./messages/en.json";

// Every key that a component asks for is checked against the English texts.
declare module "next-intl" {
  interface AppConfig {
    Messages: typeof messages;
    Locale: Locale;
  }
}
