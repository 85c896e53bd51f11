import { ScanSearch } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { paths } from "#lib/paths";

export function Brand() {
  const t = useTranslations("shell");
  return (
    <Link
      href={paths.home()}
      prefetch={false}
      className="flex min-h-9 shrink-0 items-center gap-2 rounded-md text-[0.9375rem] font-semibold text-accent"
    >
      <ScanSearch aria-hidden className="size-5" />
      <span className="max-sm:sr-only">{t("product")}</span>
    </Link>
  );
}
