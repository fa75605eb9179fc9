"""The command `episode` of this package."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sysconfig

NAME = "episode.exe" if os.name == "nt" else "episode"


def episode(*arguments) -> tuple[int, str, str]:
    """Calls the command. Returns its exit code, its output, and what it says."""
    called = [find(), *map(str, arguments)]
    ran = subprocess.run(called, capture_output=True, encoding="utf-8", check=False)
    return ran.returncode, ran.stdout, ran.stderr.strip()


@functools.lru_cache(maxsize=None)
def find() -> str:
    """Where pip installed it; of an environment that is not activated, too."""
    places = [sysconfig.get_path("scripts"), sysconfig.get_path("scripts", f"{os.name}_user")]
    found = [path for path in (os.path.join(place, NAME) for place in places) if os.path.isfile(path)]
    path = found[0] if found else shutil.which(NAME)
    if path is None:
        raise FileNotFoundError(f"the command {NAME} is not in {' or '.join(places)}: pip install episode-player")
    return path
