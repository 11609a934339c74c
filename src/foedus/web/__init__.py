"""Pages and a JSON API: `foedus serve`. Everything is rendered on the server; scripts only add comfort."""
