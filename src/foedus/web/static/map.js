// Maps: arrow keys go from state to state, Enter opens, plus, minus and 0 (or the buttons) zoom.
// The words of the state under the pointer or the focus go to the page's note. All of it works on the
// SVG that the server sent; without scripts every state is a plain link.

const STEP = 1.6;
const CLOSEST = 14;
const RADIUS = 13; // as figures/geometry.py has it, in map units at full width
const SMALL = 22;
const USUAL = 1000;

/** The title of a state or of a dependency. */
export function wordsOf(element) {
  return element.querySelector(":scope > title")?.textContent ?? "";
}

/** The middle of a state, in map units: of its own shape's largest part, else of its largest shape, else of its circle. */
function middle(state) {
  const paths = [...state.querySelectorAll(":scope > path[data-at]")];
  const size = (path) => {
    const { width, height } = path.getBBox();
    return width * height;
  };
  const path = paths.find(({ dataset }) => dataset.shape === state.dataset.state) ?? (paths.length > 1 ? paths.sort((a, b) => size(b) - size(a))[0] : paths[0]);
  if (path) {
    const [x, y] = path.dataset.at.split(" ").map(Number);
    return { x, y };
  }
  const circle = state.querySelector(":scope > circle");
  return circle && { x: circle.cx.baseVal.value, y: circle.cy.baseVal.value };
}

/** Of the others, the one that lies most nearly in a direction: distance counts, and sideways counts double. */
export function nearest(from, others, [dx, dy]) {
  let best = null;
  let least = Infinity;
  for (const [key, at] of others) {
    const along = (at.x - from.x) * dx + (at.y - from.y) * dy;
    const aside = Math.abs((at.x - from.x) * dy) + Math.abs((at.y - from.y) * dx);
    if (along <= 1 || aside > along * 2.5) continue;
    const cost = along + aside * 2;
    if (cost < least) [best, least] = [key, cost];
  }
  return best;
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class WorldMap {
  constructor(svg) {
    this.svg = svg;
    this.world = svg.dataset.world.split(" ").map(Number);
    this.first = svg.getAttribute("viewBox").split(" ").map(Number);
    this.note = svg.closest("figure, section, main, body").querySelector("output.map-note");
    this.focused = null;
    svg.dataset.scripted = "";
    this.tabStops();
    svg.addEventListener("keydown", (event) => this.key(event));
    svg.addEventListener("focusin", (event) => this.arrive(event.target.closest("[data-state]")));
    svg.addEventListener("pointerover", (event) => this.tell(event.target));
    svg.addEventListener("pointerleave", () => this.tell(this.focused));
    svg.addEventListener("dblclick", (event) => this.toPointer(event));
    svg.addEventListener("pointerdown", (event) => this.grab(event));
    svg.addEventListener("states", () => this.tabStops());
    new ResizeObserver(() => this.resize()).observe(svg);
    this.buttons();
    this.resize();
  }

  get states() {
    return [...this.svg.querySelectorAll("[data-state].state")];
  }

  /** One stop for the tabulator key: the state in focus, or the first. */
  tabStops() {
    const states = this.states;
    if (!states.includes(this.focused)) this.focused = null;
    const stop = this.focused ?? states.find((state) => state.matches(".v-attacker, .c-chosen")) ?? states[0];
    for (const state of states) {
      const wanted = state === stop ? "0" : "-1";
      if (state.getAttribute("tabindex") !== wanted) state.setAttribute("tabindex", wanted);
    }
  }

  arrive(state) {
    if (!state) return;
    for (const stop of this.svg.querySelectorAll('[tabindex="0"]')) stop.setAttribute("tabindex", "-1");
    this.focused?.classList.remove("here");
    this.focused = state;
    state.setAttribute("tabindex", "0");
    state.classList.add("here");
    this.show(state);
    this.tell(state);
  }

  tell(target) {
    const told = target?.closest?.(".dep, [data-state].state, [data-shape]");
    const words = told && this.svg.contains(told) ? wordsOf(told) || wordsOf(told.closest(".state") ?? told) : "";
    if (this.note && words !== this.note.textContent) this.note.textContent = words;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in ARROWS) {
      const from = this.focused ?? this.states[0];
      const centre = from && middle(from);
      if (!centre) return;
      const others = this.states.filter((state) => state !== from).map((state) => [state, middle(state)]).filter(([, at]) => at);
      nearest(centre, others, ARROWS[event.key])?.focus({ preventScroll: true });
    } else if (event.key === "+" || event.key === "=") this.zoom(1 / STEP);
    else if (event.key === "-") this.zoom(STEP);
    else if (event.key === "0") this.box = this.first;
    else return;
    event.preventDefault();
  }

  get box() {
    return this.svg.getAttribute("viewBox").split(" ").map(Number);
  }

  set box([x, y, width, height]) {
    const [, , whole, high] = this.world;
    const w = Math.min(whole, Math.max(whole / CLOSEST, width));
    const h = (w * height) / width;
    const left = Math.min(Math.max(0, x), whole - w);
    const top = h >= high ? (high - h) / 2 : Math.min(Math.max(0, y), high - h);
    this.svg.setAttribute("viewBox", [left, top, w, h].map((n) => Math.round(n * 10) / 10).join(" "));
    this.resize();
  }

  /** Zoom by a factor around a point: the focused state, or the middle. */
  zoom(factor, around) {
    const [x, y, w, h] = this.box;
    const centre = around ?? (this.focused && middle(this.focused)) ?? { x: x + w / 2, y: y + h / 2 };
    const fixed = around ? [(around.x - x) / w, (around.y - y) / h] : [0.5, 0.5];
    this.box = [centre.x - fixed[0] * w * factor, centre.y - fixed[1] * h * factor, w * factor, h * factor];
  }

  /** Bring a state that lies outside the picture into it. */
  show(state) {
    const at = middle(state);
    const [x, y, w, h] = this.box;
    if (at && (at.x < x || at.x > x + w || at.y < y || at.y > y + h)) this.box = [at.x - w / 2, at.y - h / 2, w, h];
  }

  at(event) {
    const matrix = this.svg.getScreenCTM();
    return { x: (event.clientX - matrix.e) / matrix.a, y: (event.clientY - matrix.f) / matrix.d };
  }

  toPointer(event) {
    event.preventDefault();
    this.zoom(event.shiftKey ? STEP : 1 / STEP, this.at(event));
  }

  /** Drag a map that is zoomed in; a drag is no click. */
  grab(down) {
    if (down.button !== 0 || this.box[2] >= this.world[2]) return;
    const [x, y, w, h] = this.box;
    const scale = this.svg.getScreenCTM().a;
    let moved = false;
    const move = (event) => {
      const [dx, dy] = [event.clientX - down.clientX, event.clientY - down.clientY];
      moved ||= Math.hypot(dx, dy) > 4;
      if (moved) this.box = [x - dx / scale, y - dy / scale, w, h];
    };
    const up = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", up);
      if (moved) this.svg.addEventListener("click", (event) => event.preventDefault(), { capture: true, once: true });
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", up);
  }

  /** Circles and textures keep their size on the screen, whatever the zoom and the width of the page. */
  resize() {
    const shown = this.svg.clientWidth || USUAL;
    const zoom = this.box[2] / this.world[2];
    const perPixel = (zoom * USUAL) / shown;
    const radius = RADIUS * Math.max(zoom, Math.min(perPixel, zoom * 2.2));
    for (const circle of this.svg.querySelectorAll(".states circle")) {
      circle.setAttribute("r", radius);
      if (Number(circle.dataset.size) >= (SMALL * zoom * USUAL) / Math.max(shown, USUAL)) circle.setAttribute("display", "none");
      else circle.removeAttribute("display");
    }
    for (const pattern of this.svg.querySelectorAll("pattern")) {
      const turn = pattern.id.includes("p-mix-") ? "rotate(45) " : "";
      pattern.setAttribute("patternTransform", `${turn}scale(${Math.round(perPixel * 1000) / 1000})`);
    }
    for (const mark of this.svg.querySelectorAll(".mark")) mark.setAttribute("font-size", 52 * Math.min(perPixel, zoom * 1.9));
    this.svg.classList.toggle("close", zoom < 0.99);
  }

  buttons() {
    const tools = this.svg.closest("figure, section, main, body").querySelector(".map-tools");
    if (!tools || tools.childElementCount) return;
    const words = JSON.parse(tools.dataset.words ?? "{}");
    const make = (sign, label, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.title = label ?? sign;
      button.setAttribute("aria-label", label ?? sign);
      button.addEventListener("click", act);
      tools.append(button);
    };
    make("+", words.zoom_in, () => this.zoom(1 / STEP));
    make("\u2212", words.zoom_out, () => this.zoom(STEP));
    make("\u25A2", words.zoom_reset, () => { this.box = this.first; });
  }
}

const maps = new WeakMap();

/** The maps of the page come alive; those that already are stay as they are. */
export function start(root = document) {
  for (const svg of root.querySelectorAll("svg.map[data-world]")) if (!maps.has(svg)) maps.set(svg, new WorldMap(svg));
}

start();
