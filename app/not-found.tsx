import { ErrorScreen } from "#components/session/dead-end";

export default function NotFound() {
  return <ErrorScreen name="notFound" />;
}
