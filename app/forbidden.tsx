import { ErrorScreen } from "#components/session/dead-end";

export default function Forbidden() {
  return <ErrorScreen name="forbidden" />;
}
