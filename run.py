#!/usr/bin/env python3
"""foedus from a clone: `python3 run.py ask "..."`, and `python3 run.py test`.

Installs the hashed locks that a command needs into .venv, links src, and runs. Writes only to
standard error; standard input, exit status and signals are the command's own.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
#: Locks that a command or option needs beside core; `test` needs all.
EXTRA = {"read": ["read"], "read-eval": ["read"], "serve": ["web", "read"], "--against": ["tables"]}


def say(text: str) -> None:
    print(f"foedus: {text}", file=sys.stderr, flush=True)


def python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def locked() -> IO[str]:
    """Hold a lock file, so that two first runs do not build into each other."""
    handle = (HERE / ".venv.lock").open("w")
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
    except ImportError:
        pass
    return handle


def stamp(lock: Path) -> Path:
    return VENV / f".{lock.stem}.{hashlib.sha256(lock.read_bytes()).hexdigest()[:16]}"


def install(locks: list[Path]) -> None:
    """Make .venv hold these locks; a half-made one is replaced."""
    missing = [lock for lock in locks if not stamp(lock).exists()]
    if not missing and (VENV / ".made").exists():
        return
    with locked():
        if not (VENV / ".made").exists():
            shutil.rmtree(VENV, ignore_errors=True)
            create()
        for lock in [lock for lock in locks if not stamp(lock).exists()]:
            say(f"installing {lock.name}, once")
            command = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
                       "--require-hashes", "-r", str(lock)]
            if subprocess.run(command, stdout=sys.stderr).returncode:
                sys.exit(f"foedus: installing {lock.name} failed; see above")
            stamp(lock).touch()


def create() -> None:
    say("making .venv, once")
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        sys.exit(f"foedus: this Python has no ensurepip; on Debian: apt-get install python3.{sys.version_info[1]}-venv")
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)], stdout=sys.stderr).returncode:
        sys.exit("foedus: making .venv failed; see above")
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run([str(python()), "-c", where], capture_output=True, text=True, check=True).stdout.strip()
    (Path(site) / "foedus.pth").write_text(f"{HERE / 'src'}\n")
    (VENV / ".made").touch()


def main() -> None:
    words = sys.argv[1:]
    folder = HERE / "requirements"
    asked = [*words[:1], *(word for word in words if word.startswith("--"))]
    names = ["core", *(name for word in asked for name in EXTRA.get(word, []))]
    testing = words[:1] == ["test"]
    locks = sorted(folder.glob("*.lock")) if testing else [folder / f"{name}.lock" for name in names]
    install([lock for lock in locks if lock.exists()])
    command = ["-m", "pytest", *words[1:]] if testing else ["-m", "foedus", *words]
    if testing:
        os.chdir(HERE)
    if os.name == "nt":
        sys.exit(subprocess.run([str(python()), *command]).returncode)
    os.execv(str(python()), [str(python()), *command])


if __name__ == "__main__":
    main()
