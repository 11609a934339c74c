"""The build hook: the wheel carries the compiled register beside its YAML files."""

import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface):
    """Compile the register once, when the wheel is built."""

    def initialize(self, version, build_data):
        sys.path.insert(0, str(Path(self.root) / "src"))
        from foedus.register.load import DATA, compile_files

        target = Path(self.root) / "build" / "register.json"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(compile_files(DATA))
        build_data["force_include"][str(target)] = "foedus/register/register.json"
