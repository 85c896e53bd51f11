import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { formatMessage, type Message } from "#lib/i18n/message";

/** Translates messages into the language of the page. */
export function useMessage(): (message: Message) => string {
  const t = useTranslations();
  return useCallback(
    (message: Message) => formatMessage((key, values) => t(key as "evidence.title", values), message),
    [t],
  );
}
