"""The register as tables: who owed what to whom over which days, in the forms that researchers use."""
