import type { Locale } from "./locales.ts";
import type messages from "./messages/en.json";

// Types message keys by the English messages.
declare module "next-intl" {
  interface AppConfig {
    Messages: typeof messages;
    Locale: Locale;
  }
}
