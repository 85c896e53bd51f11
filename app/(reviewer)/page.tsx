import { HomePanel } from "#components/home/home-panel";
import { paths } from "#lib/paths";
import { requireReviewer } from "#lib/session/require-reviewer";

export default async function HomePage() {
  await requireReviewer(["reviewer"], paths.home());
  return <HomePanel />;
}
