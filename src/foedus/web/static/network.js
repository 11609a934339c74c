// Networks: the pointer or the focus on a state shows who is tied to it; arrow keys go from one to the next.

import { nearest } from "./map.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class Network {
  constructor(svg) {
    this.svg = svg;
    this.nodes = new Map([...svg.querySelectorAll(".node")].map((node) => [node.dataset.state, node]));
    this.edges = [...svg.querySelectorAll(".edge")].map((edge) => [edge, edge.dataset.ends.split(" ")]);
    this.around = new Map([...this.nodes.keys()].map((state) => [state, new Set([state])]));
    for (const [, [one, other]] of this.edges) {
      this.around.get(one)?.add(other);
      this.around.get(other)?.add(one);
    }
    this.at = new Map();
    for (const node of this.nodes.values()) {
      const circle = node.querySelector("circle");
      this.at.set(node, { x: circle.cx.baseVal.value, y: circle.cy.baseVal.value });
    }
    this.note = svg.closest("figure, section, main, body").querySelector("output.network-note, output.map-note");
    this.focused = null;
    const first = this.nodes.values().next().value;
    for (const node of this.nodes.values()) node.setAttribute("tabindex", node === first ? "0" : "-1");
    svg.addEventListener("pointerover", (event) => this.show(event.target.closest(".node") ?? this.focused));
    svg.addEventListener("pointerleave", () => this.show(this.focused));
    svg.addEventListener("focusin", (event) => this.arrive(event.target.closest(".node")));
    svg.addEventListener("focusout", (event) => {
      if (svg.contains(event.relatedTarget)) return;
      this.focused = null;
      this.show(null);
    });
    svg.addEventListener("keydown", (event) => this.key(event));
  }

  arrive(node) {
    if (!node) return;
    for (const other of this.nodes.values()) if (other !== node) other.setAttribute("tabindex", "-1");
    node.setAttribute("tabindex", "0");
    this.focused = node;
    this.show(node);
  }

  key(event) {
    if (event.key === "Escape") this.show(null);
    if (!(event.key in ARROWS) || !this.focused) return;
    const others = [...this.at].filter(([node]) => node !== this.focused);
    nearest(this.at.get(this.focused), others, ARROWS[event.key])?.focus();
    event.preventDefault();
  }

  show(node) {
    const near = node && this.around.get(node.dataset.state);
    this.svg.classList.toggle("hovering", Boolean(near));
    for (const [state, other] of this.nodes) {
      other.classList.toggle("near", Boolean(near?.has(state)));
      other.classList.toggle("far", Boolean(near && !near.has(state)));
    }
    for (const [edge, ends] of this.edges) {
      const touches = node && ends.includes(node.dataset.state);
      edge.classList.toggle("near", Boolean(touches));
      edge.classList.toggle("far", Boolean(near && !touches));
    }
    if (!this.note) return;
    const names = near ? [...near].filter((state) => state !== node.dataset.state).sort() : [];
    this.note.textContent = node ? `${node.querySelector("title").textContent}: ${names.join(", ")}` : "";
  }
}

for (const svg of document.querySelectorAll("svg.network")) new Network(svg);
