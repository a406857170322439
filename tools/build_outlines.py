"""Make the map's country outlines: `python tools/build_outlines.py countries-50m.json src/corroborate/data/outlines.json`.

The input is the file of the npm package `world-atlas` 2 (ISC; the shapes are Natural Earth's, public domain). The output keeps
each ring once, in hundredths of a degree, as differences between neighbouring points: {"source", "countries": [{"name", "rings"}]}.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

SOURCE = "Natural Earth 1:50m, public domain, by way of world-atlas 2.0.2 (ISC)"


def arcs(topology: dict) -> list[list[tuple[float, float]]]:
    """The shared lines of a topology, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        lines.append(line)
    return lines


def ring(indexes: list[int], lines: list[list[tuple[float, float]]]) -> list[int]:
    """One closed line as flat differences in hundredths of a degree, the first pair absolute; points that coincide are dropped."""
    points: list[tuple[int, int]] = []
    for index in indexes:
        line = lines[index] if index >= 0 else lines[~index][::-1]
        for x, y in line:
            point = (round(x * 100), round(y * 100))
            if not points or points[-1] != point:
                points.append(point)
    flat = [*points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        flat += [bx - ax, by - ay]
    return flat


def countries(topology: dict) -> list[dict]:
    """Every country with its outer and inner rings; specks of fewer than four points are left out."""
    lines, made = arcs(topology), []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [flat for polygon in polygons for part in polygon if len(flat := ring(part, lines)) >= 8]
        if rings:
            made.append({"name": shape["properties"]["name"], "rings": rings})
    return sorted(made, key=lambda c: c["name"])


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    made = {"source": SOURCE, "countries": countries(json.loads(source.read_text(encoding="utf-8")))}
    target.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
