"use client";

import { usePathname } from "next/navigation";
import { SearchBox } from "#components/search/search-box";
import { paths } from "#lib/paths";

/** The search box in the header of every page but the first, which has it in its middle. */
export function HeaderSearch() {
  return usePathname() === paths.home() ? null : <SearchBox />;
}
