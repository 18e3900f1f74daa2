"""What a child process sees, may do and sends, and that it ends when it is of no use any more."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.child.child_process import (
    PACKAGE_PARENT,
    Child,
    child_command,
    child_environment,
)
from pipeline.errors import InputError
from pipeline.pdf.drawing import Marks, draw_pages
from pipeline.pdf.page_reader import PageReader
from pipeline.system.bounds import Deadline
from tests.support.changed_child import change_child, tell_instead
from tests.support.command_line import PATIENCE_SECONDS, REAL_PDF, ROOT
from tests.support.drawing import Paper
from tests.support.reading import read_document

ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")
# Runs until it is killed, unless the child it started ends it: it prints when the child is there.
PARENT = """
import signal, sys
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from pathlib import Path
import pipeline.child.child_process as child_process
{change}
child = child_process.Child({module!r}, Path(sys.argv[1]), 1000, task='{{}}', debug=True)
next(child.messages(), None)
"""
# Takes the place of what reads or draws: it says that it began, then works, and never ends.
NEVER_DONE = """
import sys
from tests.support.changed_child import PROGRAM
change = '''
import os, pipeline.child.in_child as in_child
begin = in_child.begin
def begin_and_say_so(arguments):
    errand = begin(arguments)
    os.write(2, b"began")
    return errand
in_child.begin = begin_and_say_so
import pipeline.pdf.pdf_file
def never(*_):
    while True: pass
pipeline.pdf.pdf_file.read_file = never
import json
json.loads = never
'''
child_process.child_command = lambda module, path, seconds, memory: [
    sys.executable, "-c", PROGRAM.format(change=change, module=module), str(path), "1000",
    str(memory),
]
"""


def told(patch: pytest.MonkeyPatch, expression: str, pdf: Path = REAL_PDF) -> str:
    """What an expression says in the child that reads a PDF."""
    change_child(patch, tell_instead(expression))
    with pytest.raises(InputError) as caught:
        PageReader(pdf).document()
    assert caught.value.code == "told"
    return caught.value.message


@pytest.fixture(name="small")
def small_pdf(tmp_path: Path) -> Path:
    """A page with a word."""
    paper = Paper(tmp_path / "pieni – ä.pdf", (200, 100))
    paper.text(20, 50, "Neuvonta €", 10)
    paper.next_page()
    paper.save()
    return paper.path


# It ends with its parent.


@ON_POSIX
@pytest.mark.parametrize("module", ["page_reader", "drawing", "page_images"])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL", "SIGHUP"])
def test_a_child_ends_when_its_parent_is_killed(module: str, name: str) -> None:
    program = PARENT.format(module=f"pipeline.pdf.{module}", change=NEVER_DONE)
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(REAL_PDF)],
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert parent.stderr is not None
    assert parent.stderr.read(5) == b"began"
    parent.send_signal(getattr(signal, name))
    # Standard error ends when nobody holds it any more: neither the parent nor the child.
    parent.communicate(timeout=PATIENCE_SECONDS)
    assert parent.returncode == -getattr(signal, name)


def test_a_child_ends_by_itself_when_nobody_ends_it(small: Path) -> None:
    """As one does whose parent is stopped, and whatever the interpreter is busy with."""
    program = (
        "import sys, pipeline.child.in_child as in_child\n"
        "in_child.GRACE_SECONDS = 0\n"
        "in_child.begin(sys.argv[1:])\n"
        "while True: pass\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(small), "0.5", str(2**31)],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )
    assert child.stdin is not None
    child.stdin.write(b"\n")
    child.stdin.flush()
    assert child.wait(timeout=PATIENCE_SECONDS) != 0
    child.stdin.close()


@ON_POSIX
def test_a_child_has_limits_of_processor_time_and_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = "__import__('resource').getrlimit(__import__('resource').RLIMIT_{})[0]"
    seconds, _, memory = ast.literal_eval(
        told(monkeypatch, f"[{', '.join(limits.format(n) for n in ('CPU', 'CORE', 'AS'))}]")
    )
    assert seconds == 125
    if sys.platform == "linux":
        assert memory == 2 * 1024**3


def test_long_documents_have_more_time(small: Path) -> None:
    reader = PageReader(small, time_limit=100, per_page=7)
    reader.document()
    assert reader.time_limit == 107
    reader = PageReader(small, time_limit=100)
    reader.document()
    assert reader.time_limit == 100


def test_time_for_pages_is_waited_for_and_no_more(
    monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    change = (
        "import time, pipeline.child.in_child as in_child\n"
        "send = in_child.Errand.send\n"
        "def slow(errand, message):\n"
        "    time.sleep(1000 if 'number' in message else 0)\n"
        "    send(errand, message)\n"
        "in_child.Errand.send = slow\n"
    )
    change_child(monkeypatch, change)
    start = time.monotonic()
    with pytest.raises(InputError, match=r"within 10\.5 seconds.*\[time-limit\]"):
        PageReader(small, time_limit=10, per_page=0.5).document()
    assert time.monotonic() - start >= 10.5


def test_a_child_needs_no_module_for_limits(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    """As on Windows, which has none."""
    change_child(monkeypatch, "sys.modules['resource'] = None")
    (page,) = PageReader(small).document().pages
    assert [word.text for word in page.words] == ["Neuvonta", "€"]


# What it sees.


def test_a_child_sees_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "AWS_SECRET_ACCESS_KEY",
        "GITHUB_TOKEN",
        "PYTHON_KEYRING_PASSWORD",
        "DATABASE_URL",
    ):
        monkeypatch.setenv(name, "hunter2")
    monkeypatch.setenv("LC_TIME", "C")
    seen = ast.literal_eval(told(monkeypatch, "dict(__import__('os').environ)"))
    assert "hunter2" not in seen.values()
    assert seen["LC_TIME"] == "C"
    assert seen["PATH"] == os.environ["PATH"]


def test_the_environment_of_windows_is_passed_on_as_far_as_python_needs_it() -> None:
    ours = {
        "SystemRoot": r"C:\Windows",
        "Path": r"C:\Python;C:\Windows",
        "TEMP": r"C:\Users\Äijä\Temp",
        "PYTHONPATH": rf"C:\kirjastot{os.pathsep}..\omat",
        "OneDrive": r"C:\Users\Äijä\OneDrive",
        "Secret_Token": "hunter2",
    }
    seen = child_environment(ours)
    kept = {name: seen[name] for name in ("SystemRoot", "Path", "TEMP")}
    assert kept == {name: ours[name] for name in kept}
    first, *others = seen["PYTHONPATH"].split(os.pathsep)
    assert first == str(PACKAGE_PARENT)
    assert os.pathsep.join(others) == ours["PYTHONPATH"]
    assert not {"OneDrive", "Secret_Token"} & set(seen)


def test_an_interpreter_and_a_document_with_spaces_are_one_argument_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    interpreter = r"C:\Program Files\Python\python.exe"
    monkeypatch.setattr(sys, "executable", interpreter)
    command = child_command("pipeline.pdf.page_reader", Path("oma liite.pdf"), 120.0, 2**31)
    assert command[0] == interpreter
    assert command[3:] == ["oma liite.pdf", "120.0", str(2**31)]


@ON_POSIX
@pytest.mark.skipif(sys.platform == "darwin", reason="names are UTF-8 there")
@pytest.mark.parametrize("language", ["C", "C.UTF-8"])
def test_a_name_outside_the_code_page_is_read_and_named(small: Path, language: str) -> None:
    odd = Path(os.fsdecode(os.fsencode(small.parent) + b"/\xff\xe4.pdf"))
    odd.write_bytes(small.read_bytes())
    environment = {
        **os.environ,
        "LC_ALL": language,
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "cp850:backslashreplace",
    }
    for path in (small, odd):
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "inspect", path],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"2 words" in done.stdout


# What it may do.


ACTIONS = [
    "__import__('socket').socket()",
    "__import__('socket').getaddrinfo('localhost', 80)",
    "__import__('urllib.request').request.urlopen('http://127.0.0.1:9/').read()",
    "__import__('os').system('true')",
    "__import__('os').kill(__import__('os').getppid(), 0)",
    "__import__('subprocess').run(['true'])",
    "__import__('ctypes').CDLL(None)",
    "open('written', 'w')",
    "open('written', 'ab')",
    "__import__('os').open('written', 1)",
    "__import__('pathlib').Path(sys.argv[1]).unlink()",
    "__import__('os').mkdir('made')",
    "__import__('os').rename(sys.argv[1], 'renamed')",
]


def test_a_child_is_refused_what_reading_never_needs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, small: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    attempts = (
        "def attempt(action):\n"
        "    try: eval(action)\n"
        "    except PermissionError as error: return error.args[0]\n"
        "    except OSError as error: return str(error.reason)\n"
        "    return 'done'\n"
    )
    before = sorted(tmp_path.iterdir())
    change_child(monkeypatch, attempts + tell_instead(f"[attempt(a) for a in {ACTIONS}]"))
    with pytest.raises(InputError) as caught:
        PageReader(small).document()
    answers = ast.literal_eval(caught.value.message)
    refused = [answer.endswith("is not for a process that reads a PDF") for answer in answers]
    assert dict(zip(ACTIONS, refused, strict=True)) == dict.fromkeys(ACTIONS, True)
    assert sorted(tmp_path.iterdir()) == before


def test_a_child_may_read(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    assert told(monkeypatch, "len(open(sys.argv[1], 'rb').read())", small) == str(
        small.stat().st_size
    )


def test_the_child_that_draws_is_refused_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, small: Path
) -> None:
    change = (
        "import os, pypdfium2\n"
        "def attempt(*_):\n"
        "    try: os.mkdir('made')\n"
        "    except PermissionError: os._exit(77)\n"
        "pypdfium2.PdfDocument = attempt\n"
    )
    monkeypatch.chdir(tmp_path)
    change_child(monkeypatch, change)
    document = read_document(small)
    marks = [Marks(1, 0, [], [], [])]
    with pytest.raises(InputError, match=r"exit 77.*\[drawing-ended\]"):
        draw_pages(small, marks, document.sha256, Deadline(small, PATIENCE_SECONDS))
    assert not (tmp_path / "made").exists()


# What it sends.


def test_what_a_library_prints_does_not_come_between_the_pages(
    monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    change = (
        "import os, pipeline.pdf.pdf_file as pdf_file\n"
        "read_file = pdf_file.read_file\n"
        "def noisy(path):\n"
        "    print('{\"pages\": 7} €')\n"
        "    os.write(1, b'{\"number\": 1}\\n')\n"
        "    os.system('echo from a program')\n"
        "    return read_file(path)\n"
        "pdf_file.read_file = noisy\n"
    )
    change_child(monkeypatch, change)
    (page,) = PageReader(small).document().pages
    assert [word.text for word in page.words] == ["Neuvonta", "€"]


JUNK = [
    "no JSON",
    "[1, 2]",
    "12",
    "{}",
    '{"pages": 1}',
    '{"sha256": "00", "pages": "many"}',
    '{"number": 1}',
    '{"number": 1, "words": 3}',
    '{"code": "x"}',
    '{"remarks": 3}',
    "[" * 100_000,
    '{"sha256": "00", "pages": 1}\n{"remarks": []}',
]


@pytest.mark.parametrize("junk", JUNK, ids=[line[:30] for line in JUNK])
def test_a_child_that_sends_junk_is_named(
    monkeypatch: pytest.MonkeyPatch, small: Path, junk: str
) -> None:
    change = (
        "import pipeline.child.in_child as in_child\n"
        f"junk = {junk.encode() + bytes([10])!r}\n"
        "in_child.Errand.send = lambda errand, _: errand.output.write(junk)\n"
    )
    change_child(monkeypatch, change)
    with pytest.raises(InputError, match=r"makes the PDF reader stop.*\[parser-ended\]"):
        PageReader(small).document()


def test_a_child_that_sends_junk_and_goes_on_is_ended(
    monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    change = (
        "import time, pipeline.child.in_child as in_child\n"
        "def send(errand, _):\n"
        "    errand.output.write(b'junk\\n')\n"
        "    errand.output.flush()\n"
        "    time.sleep(1000)\n"
        "in_child.Errand.send = send\n"
    )
    change_child(monkeypatch, change)
    with pytest.raises(InputError, match=r"\[parser-ended\]"):
        PageReader(small).document()


def test_a_page_longer_than_the_parent_takes_is_refused(
    monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    monkeypatch.setattr("pipeline.child.child_process.MESSAGE_LIMIT_BYTES", 200)
    with pytest.raises(InputError, match=r"a page with more than .*\[memory-limit\]"):
        PageReader(small).document()


def test_memory_that_pages_use_up_is_named(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    def no_memory(data: object) -> None:
        raise MemoryError

    monkeypatch.setattr("pipeline.pdf.page_reader.page_from_json", no_memory)
    with pytest.raises(InputError, match=r"needs more memory.*\[memory-limit\]"):
        PageReader(small).document()


def test_an_error_while_progress_is_told_is_not_lost(small: Path) -> None:
    def fail(done: int, total: int) -> None:
        raise OSError("no terminal")

    with pytest.raises(OSError, match="no terminal"):
        PageReader(small, fail).document()


def test_pictures_that_are_none_are_named(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    change = (
        "import pipeline.child.in_child as in_child\n"
        "in_child.Errand.send = lambda errand, _: errand.output.write(b'{\"page\": 1}\\n')\n"
    )
    change_child(monkeypatch, change)
    document = read_document(small)
    marks = [Marks(1, 0, [], [], [])]
    with pytest.raises(InputError, match=r"page 1 cannot be drawn.*\[drawing-ended\]"):
        draw_pages(small, marks, document.sha256, Deadline(small, PATIENCE_SECONDS))


def test_a_child_that_takes_no_task_is_no_error_of_the_parent(small: Path) -> None:
    child = Child("no.such.module", small, PATIENCE_SECONDS, task="x" * 1_000_000)
    assert list(child.messages()) == []
    assert child.wait() != 0
    child.close()
    child.close_output()
