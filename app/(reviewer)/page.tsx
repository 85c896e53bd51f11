import { HomePanel } from "#components/home/home-panel";
import { settings } from "#lib/env";
import { paths } from "#lib/paths";
import { requireReviewer } from "#lib/session/require-reviewer";

export default async function HomePage() {
  await requireReviewer(["reviewer"], paths.home());
  return <HomePanel isPurposeRequired={settings().requirePurpose} />;
}
