"""`make setup` in a folder with a space in its name, stopped at a bad moment, and made good by the next one."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import duckdb
import pytest
import yaml
from jinja2 import Environment

# A Python that stops in the middle of making an environment: bin/python is there, pip is not. It becomes what it waits
# for: a child that a signal just misses would hold its output open.
HALF = """#!/bin/sh
if [ "$1 $2" = "-m venv" ]; then
    mkdir -p .venv/bin && ln -s "{python}" .venv/bin/python && touch half && exec sleep 600
fi
exec "{python}" "$@"
"""


class Setup:
    """A project folder of which nothing is installed but an empty group."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        (folder / "requirements").mkdir(parents=True)
        shutil.copy(root / "requirements" / "install", folder / "requirements")
        shutil.copy(root / "Makefile", folder)
        (folder / "requirements" / "base.txt").write_text("# nothing\n")
        (folder / "tools").symlink_to(root / "tools")
        self.python = str(Path(sys.executable).resolve())
        self.half = folder / "half-python"
        self.half.write_text(HALF.format(python=self.python))
        self.half.chmod(0o755)

    def start(self, python: str) -> subprocess.Popen:
        """Start `make setup` in a process group of its own."""
        # What a `make` around the tests says to its own makes (how many jobs, say) is nothing to this one.
        around = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
        return subprocess.Popen(
            ["make", "setup", f"PYTHON={python}"],
            cwd=self.folder,
            env=around,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            # A shell that starts the tests in the background has Ctrl-C ignored in all that they start.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def stop_half_way(self, number: int) -> None:
        """Send a signal to a setup, and to what it started, once half an environment is there."""
        process = self.start(str(self.half))
        while not (self.folder / "half").exists():
            assert process.poll() is None, process.stdout.read()
            time.sleep(0.05)
        os.killpg(process.pid, number)
        process.communicate(timeout=300)
        assert process.returncode != 0
        assert not (self.folder / ".venv" / "base.stamp").exists()

    def finish(self) -> str:
        """Run `make setup` to its end, which has to be good, and return what it said."""
        process = self.start(self.python)
        said = process.communicate(timeout=300)[0]
        assert process.returncode == 0, said
        assert (self.folder / ".venv" / "base.stamp").exists()
        assert not (self.folder / ".venv.installing").exists()
        return said


@pytest.fixture
def setup(project_root: Path, tmp_path: Path) -> Setup:
    return Setup(tmp_path / "my intent", project_root)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_the_next_make_repairs_what_a_stopped_one_left(setup, number):
    setup.stop_half_way(number)
    assert "An earlier setup was interrupted" in setup.finish()
    done = subprocess.run(
        [".venv/bin/python", "-m", "pip", "--version"], cwd=setup.folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_command_runs_in_a_folder_with_a_space_and_a_failed_setup_leaves_it(setup):
    setup.finish()
    # What the tests run with stands for what the group would have installed.
    (packages,) = (setup.folder / ".venv" / "lib").glob("python*/site-packages")
    (packages / "installed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    command = [".venv/bin/intent", "check", "--project-dir", "nowhere"]
    done = subprocess.run(command, cwd=setup.folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "nowhere/dbt_project.yml does not exist" in done.stderr

    (setup.folder / "requirements" / "base.txt").write_text("--no-index\nno-such-package==1 --hash=sha256:00\n")
    process = setup.start(setup.python)
    process.communicate(timeout=300)
    assert process.returncode != 0
    assert not (setup.folder / ".venv.installing").exists()
    assert subprocess.run(command, cwd=setup.folder, capture_output=True, check=False).returncode == 2


def test_a_second_setup_waits_for_the_first(setup):
    (setup.folder / ".venv.installing").write_text(f"{os.getpid()}\n")
    process = setup.start(setup.python)
    assert f"Process {os.getpid()} is setting up .venv; waiting for it." in process.stdout.readline()
    (setup.folder / ".venv.installing").unlink()
    assert process.wait(timeout=300) == 0


def test_another_python_is_named_and_makes_nothing(setup):
    other = setup.folder / "python3.12"
    other.write_text('#!/bin/sh\nif [ "$1" = "-c" ]; then echo 3.12; else echo Python 3.12.1; fi\n')
    other.chmod(0o755)
    process = setup.start(str(other))
    said = process.communicate(timeout=60)[0]
    assert "intent needs Python 3.11, found Python 3.12.1" in said
    assert not (setup.folder / ".venv").exists()


def test_the_database_and_the_raw_files_are_found_from_any_folder(project_root, tmp_path, monkeypatch):
    """The profile's two paths, as dbt renders them when it is started elsewhere."""
    folder = tmp_path / "my intent"
    (folder / "demo").mkdir(parents=True)
    (folder / "demo" / "rows.csv").write_text("id\n7\n")
    (folder / "profiles.yml").write_text((project_root / "profiles.yml").read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)

    def rendered(text: str) -> str:
        flags = {"PROFILES_DIR": str(folder)}
        return Environment().from_string(text).render(env_var=lambda name, default: default, flags=flags)

    profile = yaml.safe_load((folder / "profiles.yml").read_text(encoding="utf-8"))["intent"]["outputs"]["duckdb"]
    assert Path(rendered(profile["path"])) == folder / "warehouse.duckdb"
    with duckdb.connect(config={"file_search_path": rendered(profile["settings"]["file_search_path"])}) as connection:
        assert connection.execute("select id from read_csv('demo/rows.csv')").fetchall() == [(7,)]


def test_groups_that_share_a_package_pin_the_same_version_of_it(project_root):
    """They are installed into one environment, one after the other."""
    pins: dict[str, set[str]] = {}
    for file in (project_root / "requirements").glob("*.txt"):
        for package, version in re.findall(r"^([\w.-]+)==(\S+)", file.read_text(encoding="utf-8"), re.MULTILINE):
            pins.setdefault(package.lower(), set()).add(version)
    assert len(pins) > 100
    assert {package: versions for package, versions in pins.items() if len(versions) > 1} == {}
