"""Tests of the local model's setup, with real pip, real virtual environments and real wheels, but small ones.

The wheels are made here and served from a folder, so no network is needed. Run by tools/test, or by hand:
python3 -m unittest Tests/ModelsTests/LocalSetupTests.py
"""

import base64
import hashlib
import importlib.util
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest
import zipfile
from contextlib import redirect_stderr
from unittest import mock

PROGRAM = os.path.join(os.path.dirname(__file__), "..", "..", "Sources", "Models", "Local", "local_model.py")
STUCK = b"import sys; print('loading', file=sys.stderr, flush=True)\nwhile True: pass\n"  # only serving imports it
PARTS = [b"A" * 1000, b"B" * 1000, b"the last part is shorter"]


def wheel(folder, name, version, files):
    """Writes a wheel as the packaging standard has it; returns its path."""
    module = name.replace("-", "_")
    information = f"{module}-{version}.dist-info"
    files = dict(files)
    files[f"{information}/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()
    files[f"{information}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    record = ""
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        record += f"{path},sha256={digest},{len(content)}\n"
    files[f"{information}/RECORD"] = (record + f"{information}/RECORD,,\n").encode()
    target = os.path.join(folder, f"{module}-{version}-py3-none-any.whl")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return target


def load_program():
    specification = importlib.util.spec_from_file_location("local_model", PROGRAM)
    program = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(program)
    return program


class LocalSetupTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """Makes one server wheel, and one environment with it that most tests share: making it takes seconds."""
        temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(temporary.cleanup)
        cls.server_index = temporary.name
        with open(wheel(cls.server_index, "xllamacpp", "0.0.1", {"xllamacpp.py": STUCK}), "rb") as file:
            cls.server = f"xllamacpp==0.0.1 --hash=sha256:{hashlib.sha256(file.read()).hexdigest()}"
        program = load_program()
        program.SERVER_REQUIREMENT = cls.server
        cls.prepared = program.Cache(os.path.join(temporary.name, "prepared"))
        os.makedirs(cls.prepared.scratch)
        with mock.patch.dict(os.environ, PIP_NO_INDEX="1", PIP_FIND_LINKS=cls.server_index):
            with redirect_stderr(io.StringIO()):
                program.install_server(cls.prepared, program.Progress())

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.index = os.path.join(temporary.name, "index")
        os.mkdir(self.index)
        self.folder = os.path.join(temporary.name, "cache")
        self.program = load_program()
        self.whole = b"".join(PARTS)
        self.program.PART_PACKAGE = "atlas-test-part{number}=={version}"
        self.program.PART_SIZE = len(PARTS[0])
        self.program.PART_SHA256 = [hashlib.sha256(part).hexdigest() for part in PARTS]
        self.program.WEIGHTS_SIZE = len(self.whole)
        self.program.WEIGHTS_SHA256 = hashlib.sha256(self.whole).hexdigest()
        self.program.SERVER_REQUIREMENT = self.server
        self.program.DOWNLOAD_TRIES = 1
        self.cache = self.program.Cache(self.folder)
        links = f"{self.index} {self.server_index}"
        environment = mock.patch.dict(os.environ, PIP_NO_INDEX="1", PIP_FIND_LINKS=links)
        environment.start()
        self.addCleanup(environment.stop)

    def share_environment(self):
        os.makedirs(self.folder)
        os.symlink(self.prepared.environment, self.cache.environment)

    def offer(self, number, content=None):
        """Puts the wheel of a part on the index, with this content instead of the right one where given."""
        name = f"atlas-test-part{number}"
        member = f"atlas_test_part{number}/data/part{number:02}.bin"
        wheel(self.index, name, "0.2.0", {member: PARTS[number - 1] if content is None else content})

    def withdraw(self, number):
        os.remove(os.path.join(self.index, f"atlas_test_part{number}-0.2.0-py3-none-any.whl"))

    def set_up(self):
        """Runs a setup; returns what it showed."""
        shown = io.StringIO()
        with redirect_stderr(shown):
            self.program.set_up(self.cache)
        return shown.getvalue()

    def assert_complete(self):
        with open(self.cache.weights, "rb") as file:
            self.assertEqual(file.read(), self.whole)
        self.assertIsNone(self.cache.missing())
        self.assertFalse(os.path.exists(self.cache.scratch), "the wheels are still there")
        self.assertFalse(os.path.exists(self.cache.partial))

    def test_a_setup_fetches_everything_and_a_second_one_nothing(self):
        for number in range(1, 4):
            self.offer(number)
        self.assertEqual(self.cache.missing(), "it is not set up")
        self.assertIn("weights", self.set_up())
        self.assert_complete()
        for number in range(1, 4):
            self.withdraw(number)
        self.assertNotIn("weights", self.set_up())
        self.assert_complete()

    def test_parts_that_are_here_are_not_fetched_again(self):
        self.share_environment()
        self.program.DOWNLOADS_AT_ONCE = 1
        for number in (1, 3):
            self.offer(number)
        with self.assertRaisesRegex(self.program.Failure, "atlas-test-part2==0.2.0 cannot be downloaded: ERROR.*run it"):
            self.set_up()
        self.assertEqual(self.cache.missing(), "it is not set up")
        with open(self.cache.partial, "rb") as file:
            here = [n for n in range(1, 4) if self.program.part_digest(file, n) == self.program.PART_SHA256[n - 1]]
        self.assertEqual(here, [1])
        self.withdraw(1)
        self.offer(2)
        self.assertIn("1 of 3 parts are here already", self.set_up())
        self.assert_complete()

    def test_a_part_with_other_bytes_is_refused(self):
        self.share_environment()
        for number in range(1, 4):
            self.offer(number, b"x" * 1000 if number == 2 else None)
        with self.assertRaisesRegex(self.program.Failure, "atlas-test-part2==0.2.0: sha256 of its part is .*; expected"):
            self.set_up()
        self.assertFalse(os.path.exists(self.cache.weights))

    def test_a_server_with_another_checksum_is_refused(self):
        self.program.SERVER_REQUIREMENT = "xllamacpp==0.0.1 --hash=sha256:" + "0" * 64
        with self.assertRaisesRegex(self.program.Failure, "cannot be installed"):
            self.set_up()
        self.assertIsNotNone(self.cache.missing())

    def test_the_cache_folder_is_found_as_atlas_finds_it(self):
        for variables, folder in [
            ({}, "/h/.cache/atlas"),
            ({"XDG_CACHE_HOME": "/x"}, "/x/atlas"),
            ({"XDG_CACHE_HOME": "x"}, "/h/.cache/atlas"),
            ({"XDG_CACHE_HOME": "/x", "ATLAS_CACHE": "/own"}, "/own"),
            ({"ATLAS_CACHE": ""}, "/h/.cache/atlas"),
        ]:
            with mock.patch.dict(os.environ, HOME="/h"):
                self.assertEqual(self.program.user_cache(variables), folder)

    def test_a_full_disk_is_told_before_anything_is_fetched(self):
        self.program.WEIGHTS_SIZE = 1 << 60
        with self.assertRaisesRegex(self.program.Failure, "MB are free and .* MB needed"):
            self.set_up()
        self.assertEqual(os.listdir(self.folder), ["lock"])

    def test_a_setup_waits_for_the_one_that_runs(self):
        self.share_environment()
        for number in range(1, 4):
            self.offer(number)
        self.set_up()
        holder = subprocess.Popen(
            [sys.executable, "-c", "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX);"
             " print('held', flush=True); sys.stdin.read()", self.cache.path("lock")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(holder.stdout.close)
        self.assertEqual(holder.stdout.readline(), b"held\n")

        class Shown(io.StringIO):
            def write(self, text):  # lets the other setup end once this one is seen to wait
                if "waiting for it" in text:
                    holder.communicate()
                return super().write(text)

        shown = Shown()
        with redirect_stderr(shown):
            self.program.set_up(self.cache)
        self.assertIn("another setup is running; waiting for it", shown.getvalue())
        self.assertEqual(holder.wait(), 0)

    def test_the_state_of_another_version_is_not_ready(self):
        os.makedirs(self.folder)
        with open(self.cache.ready, "w", encoding="utf-8") as file:
            json.dump({**self.program.READY, "server": "xllamacpp==0.0.0"}, file)
        self.assertEqual(self.cache.missing(), "what is set up belongs to another version of atlas")

    def start_owner(self, ending):
        """Starts a process that starts a server as atlas does, then does what `ending` says.

        Returns the process and the server's standard error, which ends when the server is gone.
        """
        server = (
            "import argparse, runpy; program = runpy.run_path({!r}, run_name='local_model');"
            " cache = program['Cache']({!r}); cache.missing = lambda: None; program['serve'](cache, argparse.Namespace())"
        ).format(os.path.abspath(PROGRAM), self.prepared.folder)
        owner = (
            "import os, signal, socket, subprocess; ours, theirs = socket.socketpair();"
            f" subprocess.Popen([{self.prepared.python!r}, '-I', '-c', {server!r}], stdin=theirs, stdout=theirs);"
            f" theirs.close(); {ending}"
        )
        reading, writing = os.pipe()
        process = subprocess.Popen([sys.executable, "-c", owner], stdin=subprocess.PIPE, stderr=writing)
        os.close(writing)
        self.addCleanup(process.stdin.close)
        return process, open(reading, "rb")

    def test_a_server_whose_owner_is_killed_right_after_starting_it_is_gone(self):
        process, errors = self.start_owner("os.kill(os.getpid(), signal.SIGKILL)")
        with errors:
            self.assertEqual(process.wait(), -signal.SIGKILL)
            self.assertNotIn(b"Traceback", errors.read())  # ends with the server

    def test_a_server_whose_owner_is_killed_while_it_loads_is_gone(self):
        process, errors = self.start_owner("signal.pause()")
        with errors:
            self.assertEqual(errors.readline(), b"loading\n")
            process.kill()
            self.assertEqual(process.wait(), -signal.SIGKILL)
            self.assertEqual(errors.read(), b"")


if __name__ == "__main__":
    unittest.main()
