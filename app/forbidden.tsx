import { DeadEnd } from "#components/session/dead-end";

export default function Forbidden() {
  return <DeadEnd name="forbidden" />;
}
