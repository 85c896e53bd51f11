import { describe, expect, it } from "vitest";
import { parseStatusResponse } from "./parse-status-response.ts";

const read = (raw: string, words?: ReadonlyMap<string, "completed" | "failed">) =>
  parseStatusResponse(new TextEncoder().encode(raw), words);
const namesOf = (times: { name: string }[]) => times.map(({ name }) => name);

describe("IDs of a status", () => {
  it.each([
    ['"778899"', "778899"],
    ["778899", "778899"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
    ["9007199254740993", "9007199254740993"],
    ["1.0", "1.0"],
    ['{ "value": 42, "confidence": 0.9 }', "42"],
    ["[42]", "42"],
    ["null", null],
    ['"\\u0041"', "A"],
  ])("%s is %j, with the digits sent", (json, id) => {
    for (const name of ["id", "accountId", "workflowId", "transactionCode"] as const) {
      const status = read(`{"${name}":${json},"status":"STARTED"}`);
      expect(status[name]).toBe(id);
      expect(status.others).toEqual([]);
    }
  });
  it("are read under a name in any style", () => {
    expect(read('{"Id":1,"transaction_code":"2","account-id":3,"WorkflowID":4,"STATUS":"completed"}')).toMatchObject({
      ...{ id: "1", transactionCode: "2", accountId: "3", workflowId: "4", state: "completed" },
    });
  });
  it("stay verbatim as objects", () => {
    const json = '{ "left": 12345678901234567890 }';
    expect(read(`{"id":${json},"status":"STARTED"}`)).toMatchObject({ id: null, others: [{ name: "id", json }] });
  });
});

describe("times of a status", () => {
  it("in every form share one timeline in chronological order", () => {
    const { times, otherTimes, others } = read(
      `{"status":"COMPLETED","expiresAt":"Fri, 27 Nov 2026 09:09:29 GMT","createdAt":1764234569,"startedAt":"1764234570000",
        "reviewed_at":"2025-11-27T10:09:33+01:00[Europe/Zurich]","completedAt":"2025-11-27T09:09:31.5Z"}`,
    );
    expect(times.map(({ name, at, known }) => [name, at, known])).toEqual([
      ["createdAt", "2025-11-27T09:09:29.000Z", true],
      ["startedAt", "2025-11-27T09:09:30.000Z", true],
      ["completedAt", "2025-11-27T09:09:31.5Z", true],
      ["reviewedAt", "2025-11-27T09:09:33.000Z", true],
      ["expiresAt", "2026-11-27T09:09:29.000Z", true],
    ]);
    expect(times[3]).toMatchObject({ sentName: "reviewed_at", json: '"2025-11-27T10:09:33+01:00[Europe/Zurich]"' });
    expect([otherTimes, others]).toEqual([[], []]);
  });
  it("without an exact moment are kept apart from moments", () => {
    const { times, otherTimes, others } = read(
      `{"status":"COMPLETED","createdAt":[2025,11,27,9,9,29],"startedAt":"27.11.2025","completedAt":"0001-01-01T00:00:00Z",
        "reviewedAt":"yesterday","expiresAt":"9999-12-31T23:59:59Z"}`,
    );
    expect(times).toEqual([]);
    expect(others).toEqual([]);
    expect(otherTimes.map(({ name, reading }) => [name, reading.kind])).toEqual([
      ["createdAt", "local"],
      ["startedAt", "date"],
      ["completedAt", "unset"],
      ["reviewedAt", "unreadable"],
      ["expiresAt", "never"],
    ]);
    expect(otherTimes[3]?.json).toBe('"yesterday"');
  });
  it("are not reached if null", () => {
    expect(read('{"status":"STARTED","completedAt":null,"reviewed_at":null}')).toMatchObject({
      ...{ times: [], otherTimes: [], others: [] },
    });
  });
  it.each([
    ["escalated", '"2025-11-27T09:09:29Z"', "times"],
    ["escalated", '"27.11.2025 10:09:29"', "otherTimes"],
    ["escalatedAt", "1764234569", "times"],
    ["pending_review_since", "1764234569123456789", "times"],
    ["abgeschlossenAm", "1764234569", "times"],
    ["wartet_seit", '"soon"', "otherTimes"],
    ["decidedOn", '"2025-11-27"', "otherTimes"],
    ["pendingReviewSince", "null", "otherTimes"],
    ["pendingReviewSince", "0", "otherTimes"],
    ["pendingReviewSince", '"soon"', "otherTimes"],
    ["holdReasonCode", "1764234569", "others"],
    ["reference", '"1764234569"', "others"],
    ["retries", "0", "others"],
    ["processingTime", "0", "others"],
    ["processingTime", "12.5", "others"],
    ["note", '"soon"', "others"],
    ["note", '""', "others"],
    ["birthDate", '"1984-02-01"', "others"],
    ["day", '"2025-11-27"', "others"],
    ["riskMarkers", "[]", "others"],
    ["isManual", "true", "others"],
  ])("lists the unknown field %s: %s among the %s under its own name", (name, json, zone) => {
    const status = read(`{"status":"COMPLETED","createdAt":"2025-11-27T09:00:00Z","${name}":${json}}`);
    const all = { ...status, times: status.times.filter(({ known }) => !known) };
    const found = (["times", "otherTimes", "others"] as const).filter((each) => namesOf(all[each]).includes(name));
    expect(found).toEqual([zone]);
    expect(all[zone as "others"][0]?.json).toBe(json);
  });
});

describe("a name sent twice", () => {
  it("makes the state unknown if the words differ, and quotes both", () => {
    for (const raw of [
      '{"status":"COMPLETED","id":"1","status":"REJECTED"}',
      '{"id":"1","status":"REJECTED","status":"COMPLETED"}',
      '{"id":"1","status":"COMPLETED","stat\\u0075s":"REVIEW"}',
      '{"id":"1","status":"COMPLETED","Status":"FAILED"}',
      '{"id":"1","status":"COMPLETED","status":null}',
    ]) {
      const { state, stateSource, status, repeated } = read(raw);
      expect([state, stateSource, repeated[0]?.name]).toEqual(["unknown", "unmapped", "status"]);
      expect(status).toContain("COMPLETED");
    }
  });
  it("has no effect if the values are equal", () => {
    expect(read('{"status":"COMPLETED","id":5,"status":"COMPLETED","id":"5"}')).toMatchObject({
      ...{ state: "completed", id: "5", repeated: [] },
    });
    expect(read('{"status":"STARTED","createdAt":1764234569,"createdAt":1764234569,"x":1,"x":1}')).toMatchObject({
      ...{ times: [{ name: "createdAt" }], others: [{ name: "x" }], repeated: [] },
    });
  });
  it("leaves out an ID if two differ, and shows both times", () => {
    const status = read('{"status":"COMPLETED","id":5,"id":6,"createdAt":1764234569,"createdAt":1764234570}');
    expect(status).toMatchObject({ id: null, state: "completed" });
    expect(namesOf(status.times)).toEqual(["createdAt", "createdAt"]);
    expect(namesOf(status.repeated)).toEqual(["id", "createdAt"]);
  });
});

describe("a wrapped status", () => {
  const inner = '{"id":7,"status":"COMPLETED","createdAt":"2025-11-27T09:00:00Z"}';
  it.each([
    [`{"data":${inner}}`, "data"],
    [`{"identification":${inner},"meta":{"page":1}}`, "identification"],
    [`[${inner}]`, "[0]"],
    [`{"results":[${inner}]}`, "results[0]"],
    [`[{"data":${inner}}]`, "[0].data"],
    [`{"status":200,"data":${inner}}`, "data"],
    [`{"status":"success","response":${inner}}`, "response"],
    [`{"status":${inner}}`, "status"],
  ])("%s is read, and says where it stood", (raw, wrappedIn) => {
    const status = read(raw);
    expect(status).toMatchObject({ wrappedIn, id: "7", state: "completed", repeated: [] });
    expect(namesOf(status.times)).toEqual(["createdAt"]);
  });
  it("fills missing fields from its parent", () => {
    expect(read(`{"accountId":12,"id":"outer","data":${inner}}`)).toMatchObject({
      ...{ accountId: "12", id: "7", others: [{ name: "id", json: '"outer"' }] },
    });
  });
  it("is unknown if the outer status word differs", () => {
    expect(read(`{"status":"REJECTED","data":${inner}}`)).toMatchObject({ state: "unknown" });
  });
  it("is neither chosen from two, nor read beside a status", () => {
    expect(read(`{"first":${inner},"second":${inner}}`)).toMatchObject({ wrappedIn: null, state: "unknown" });
    const status = read(`{"id":1,"status":"STARTED","review":${inner}}`);
    expect(status).toMatchObject({ wrappedIn: null, id: "1", state: "started" });
    expect(status.others).toEqual([{ name: "review", json: inner }]);
  });
  it("is not read from a list of several", () => {
    expect(read(`[${inner},${inner}]`)).toMatchObject({ unreadable: "not_object", state: "unknown" });
  });
});

it("reads a body of any depth and with thousands of fields", () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  expect(read(`{"status":"COMPLETED","id":1,"deep":${deep},"createdAt":${deep}}`).state).toBe("completed");
  const many = Array.from({ length: 20_000 }, (_, index) => `"field${index}At":"2025-11-27T09:00:00Z"`).join();
  expect(read(`{"status":"COMPLETED",${many}}`).times).toHaveLength(20_000);
});
