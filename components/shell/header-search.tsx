"use client";

import { usePathname } from "next/navigation";
import { SearchBox } from "#components/search/search-box";
import { paths } from "#lib/paths";

/** Search box in the header of every page except the home page, which has its own. */
export function HeaderSearch({ isPurposeRequired }: { isPurposeRequired: boolean }) {
  return usePathname() === paths.home() ? null : <SearchBox isPurposeRequired={isPurposeRequired} />;
}
