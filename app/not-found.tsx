import { ErrorScreen } from "#components/session/error-screen";

export default function NotFound() {
  return <ErrorScreen name="notFound" />;
}
