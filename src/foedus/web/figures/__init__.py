"""Figures as SVG text: maps, timelines, networks, opinions. Pure functions; pages and downloads share them."""

from foedus.web.figures.geometry import REGIONS
from foedus.web.figures.map import frame, legend, title_of, world_map
from foedus.web.figures.network import blocs, gexf, network
from foedus.web.figures.opinion import opinion_graph
from foedus.web.figures.timeline import timeline

__all__ = ["REGIONS", "blocs", "frame", "gexf", "legend", "network", "opinion_graph", "timeline", "title_of", "world_map"]
