"""The tools on this machine: where they are, what they call themselves, how they build and how they serve.

Knows command lines. Knows nothing about measuring.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import generate
import model

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Tool:
    name: str
    program: Path

    def version(self):
        said = subprocess.run([self.program, "version" if self.name == "hugo" else "--version"], capture_output=True, text=True).stdout
        found = re.search(r"\d+\.\d+[\w.]*", said)
        return found[0] if found else said.strip()

    def builds(self, site, out):
        """The commands that build a whole site into an empty folder, as (command, working folder)."""
        match self.name:
            case "luotsi" | "luotsi-small":
                return [([self.program, "build", "--guide", site, "--out", out, "--base-url", generate.BASE], site)]
            case "zola":
                return [([self.program, "build", "--output-dir", out, "--force"], site)]
            case "hugo":
                return [([self.program, "--destination", out, "--noBuildLock", "--quiet"], site)]
            case "mdbook":
                return [([self.program, "build", "--dest-dir", out / lang, site / lang], site) for lang in model.LANGUAGES]
            case "cobalt":
                return [([self.program, "build", "--destination", out], site)]
            case "eleventy":
                return [([self.program, f"--output={os.path.relpath(out, site)}", "--quiet"], site)]

    def serves(self, site, port):
        """The command of the preview, its working folder, a file of the guide and the address of its page; nothing where there is none."""
        page, path = "topic-01/page-003", f"http://127.0.0.1:{port}"
        match self.name:
            case "hugo":
                command = [self.program, "server", "--port", port, "--bind", "127.0.0.1", "--noBuildLock"]
                return command, site, site / f"content/en/{page}.md", f"{path}/en/{page}/"
            case "eleventy":
                return [self.program, "--serve", f"--port={port}", "--output=_served"], site, site / f"content/en/{page}.md", f"{path}/en/{page}/"
            case "zola":
                return [self.program, "serve", "--port", port], site, site / f"content/{page}.en.md", f"{path}/en/{page}/"
            case "luotsi":
                return [self.program, "serve", "--port", port], site, site / f"content/en/{page}.md", f"{path}/en/{page}/"
            case "mdbook":
                return [self.program, "serve", "--hostname", "127.0.0.1", "--port", port, site / "en"], site, site / f"en/src/{page}.md", f"{path}/{page}.html"
            case _:
                return None

    def prepare(self, site):
        """What a site needs once, before it is built: no part of what is measured."""
        match self.name:
            case "luotsi" | "luotsi-small":
                # Says that the translations are up to date; otherwise each of them would be a warning.
                subprocess.run([self.program, "status", "--guide", site, "--accept-all"], check=True, capture_output=True)
            case "eleventy":
                modules = next(parent for parent in self.program.resolve().parents if parent.name == "node_modules")
                (site / "node_modules").symlink_to(modules)

    def forget(self, site):
        """Makes the next build a first build."""
        if self.name.startswith("luotsi"):
            shutil.rmtree(site / ".luotsi-memo", ignore_errors=True)


def found(names, folders):
    """The tools that are there: in the given folders, on the PATH; Luotsi as cargo builds it."""
    path = os.pathsep.join([*map(str, folders), os.environ["PATH"], str(ROOT / "target/release")])
    programs = {name: shutil.which(name.removesuffix("-small"), path=path) for name in names}
    return [Tool(name, Path(program).absolute()) for name, program in programs.items() if program]
