import { DeadEnd } from "#components/session/dead-end";

export default function NotFound() {
  return <DeadEnd name="notFound" />;
}
