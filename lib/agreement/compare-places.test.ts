import { describe } from "vitest";
import { compareEach } from "./compare-both-ways.fixture.ts";
import { comparePlaces } from "./compare-places.ts";

describe("cities", () => {
  compareEach(comparePlaces, [
    ["Zürich", "ZUERICH", "agrees umlauts_written_out"],
    ["Genf", "Genève", "agrees same_place"],
    ["Bâle", "Basel", "agrees same_place"],
    ["Zürich ZH", "Zürich", "similar part_of_place"],
    ["Zürich, Switzerland", "Zürich", "similar part_of_place"],
    ["Zürich", "Winterthur", "not_comparable other_place_name"],
    ["", "Zürich", "not_comparable placeholder"],
  ]);
});
