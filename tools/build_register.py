"""The build hook: the wheel carries the compiled register beside its YAML files."""

import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface):
    """Compile the register once, when the wheel is built."""

    def initialize(self, version, build_data):
        sys.path.insert(0, str(Path(self.root) / "src"))
        from foedus.register.load import DATA, compile_files, decode
        from foedus.register.names import build_index, index_name

        folder = Path(self.root) / "build"
        folder.mkdir(exist_ok=True)
        compiled = compile_files(DATA)
        register = decode(compiled)
        for name, content in {"register.json": compiled, index_name(register): build_index(register)}.items():
            (folder / name).write_bytes(content)
            build_data["force_include"][str(folder / name)] = f"foedus/register/{name}"
