"""Compile requirements.in and requirements-dev.in into hashed lists that name no address (W26)."""

from __future__ import annotations

import sys

from steps import ROOT, VAR, must, step

UV = VAR / "uv"
LISTS = {"requirements.txt": ["requirements.in"], "requirements-dev.txt": ["requirements.in", "requirements-dev.in"]}
COMPILE = ("pip", "compile", "--quiet", "--no-header", "--generate-hashes", "--python-version", "3.11")


def main() -> None:
    if not (UV / "bin" / "uv").exists():
        with step("uv, which compiles the lists"):
            must(sys.executable, "-m", "venv", UV)
            must(UV / "bin" / "pip", "install", "--quiet", "uv>=0.13,<0.14")
    for target, sources in {
        "requirements.txt": ["requirements.in"],
        "requirements-dev.txt": ["requirements.in", "requirements-dev.in"],
    }.items():
        with step(target):
            must(UV / "bin" / "uv", *COMPILE, *sources, "--output-file", ROOT / target)


if __name__ == "__main__":
    main()
