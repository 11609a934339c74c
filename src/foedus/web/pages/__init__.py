"""One module for each screen: a function from what was asked to a `Page`."""
