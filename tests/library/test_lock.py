import json
import os
import platform
import subprocess
import sys
from contextlib import nullcontext

import pytest

from reader.errors import UnusableError
from reader.library import lock
from reader.library.lock import is_held, writer_lock


def take(folder):
    return writer_lock(folder, nullcontext)


def write(folder, **said):
    (folder / "writer.lock").write_text(json.dumps(said), encoding="utf-8")


@pytest.fixture
def dead_pid():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_the_second_writer_hears_who_writes(tmp_path):
    with take(tmp_path):
        assert is_held(tmp_path)
        with pytest.raises(UnusableError) as busy, take(tmp_path):
            pass
    assert busy.value.code == "library-busy"
    assert busy.value.values["pid"] == os.getpid()
    assert busy.value.values["host"] == platform.node()
    assert not is_held(tmp_path)


def test_the_lock_goes_with_the_work(tmp_path):
    with pytest.raises(ZeroDivisionError), take(tmp_path):
        raise ZeroDivisionError
    with take(tmp_path):
        pass
    assert not (tmp_path / "writer.lock").exists()


def test_a_dead_writer_on_this_machine_is_succeeded(tmp_path, dead_pid):
    write(tmp_path, pid=dead_pid, host=platform.node(), started="", token="x")
    with take(tmp_path):
        assert json.loads((tmp_path / "writer.lock").read_text("utf-8"))["pid"] == os.getpid()


def test_a_writer_on_another_machine_is_not(tmp_path, dead_pid):
    write(tmp_path, pid=dead_pid, host="another-machine", started="", token="x")
    with pytest.raises(UnusableError) as busy, take(tmp_path):
        pass
    assert busy.value.values["host"] == "another-machine"


@pytest.mark.skipif(not lock.started(os.getpid()), reason="the system does not tell when a process began")
def test_a_number_that_went_to_another_process_is_no_writer(tmp_path):
    write(tmp_path, pid=os.getpid(), host=platform.node(), started="another boot:1", token="x")
    with take(tmp_path):
        pass


@pytest.mark.parametrize("said", ["", "{", "[]", "{}", '{"pid": "x", "host": 5}'])
def test_half_a_lock_is_a_dead_writers(tmp_path, said):
    (tmp_path / "writer.lock").write_text(said, encoding="utf-8")
    with take(tmp_path):
        pass


def test_a_lock_that_was_taken_over_is_left_alone(tmp_path):
    with take(tmp_path):
        write(tmp_path, pid=1, host="another-machine", started="", token="theirs")
    assert (tmp_path / "writer.lock").exists()
