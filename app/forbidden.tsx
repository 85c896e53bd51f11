import { ErrorScreen } from "#components/session/error-screen";

export default function Forbidden() {
  return <ErrorScreen name="forbidden" />;
}
