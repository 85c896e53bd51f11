import { parameters } from "#lib/paths";
import { judgeIdPart } from "./judge-id-part.ts";
import { emptyFilter, FilterError, type LogFilter, parseFilter } from "./log-filter.ts";
import { boundsOf, type LogPeriod, type PeriodName, periodNames, wholeLog } from "./log-period.ts";

/** Filters of the page of the access log. */
export type LogView = Pick<LogFilter, "person" | "part" | "ticket" | "event" | "log"> & { period: LogPeriod };

export const emptyView: LogView = { person: "", part: "", ticket: "", event: "", log: null, period: wholeLog };

/** Reads the filters of an address; what is invalid does not filter. The user is never in an address. */
export function readLogAddress(query: URLSearchParams): LogView {
  const name = query.get(parameters.period);
  const known = periodNames.find((one): one is PeriodName => one === name) ?? "all";
  const days = { from: query.get(parameters.from) ?? "", to: query.get(parameters.to) ?? "" };
  const read = (names: readonly string[]): LogFilter => {
    const own = new URLSearchParams([...query].filter(([name]) => names.includes(name)));
    try {
      return parseFilter(own);
    } catch (error) {
      if (error instanceof FilterError) return emptyFilter;
      throw error;
    }
  };
  return {
    person: "",
    part: read([parameters.part]).part,
    ticket: read([parameters.ticket]).ticket,
    event: read([parameters.event]).event,
    log: read([parameters.log]).log,
    period: known === "custom" ? { name: known, ...days } : { ...wholeLog, name: known },
  };
}

/** Address parameters of the filters. A person's name stays out, and so does a word that may be one. */
export function formatLogAddress({ part, ticket, event, log, period }: LogView): URLSearchParams {
  const query = new URLSearchParams();
  if (period.name !== "all") query.set(parameters.period, period.name);
  if (period.name === "custom" && period.from) query.set(parameters.from, period.from);
  if (period.name === "custom" && period.to) query.set(parameters.to, period.to);
  if (judgeIdPart(part) === "id") query.set(parameters.part, part);
  if (ticket) query.set(parameters.ticket, ticket);
  if (event) query.set(parameters.event, event);
  if (log !== null) query.set(parameters.log, String(log));
  return query;
}

export function filterOf({ period, ...texts }: LogView, now: Date): LogFilter {
  return { ...emptyFilter, ...texts, ...boundsOf(period, now) };
}

export const isFiltered = (view: LogView): boolean =>
  view.person !== "" || formatLogAddress(view).size > 0 || view.part !== "";
