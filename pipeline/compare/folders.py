"""Output folders as values: of the disk, or as committed in git."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pipeline.errors import InputError, OutputError, WrongUsageError
from pipeline.outputs.report_names import REPORT
from pipeline.outputs.written import Output, is_compared_file, texts_in


@contextmanager
def read_as_built(*outputs: Output | None) -> Iterator[None]:
    """Say which outputs hold other things than a build writes, where what is read is none.

    Raises:
        InputError: a report or a descriptor does.
    """
    try:
        yield
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        places = " or ".join(output.place for output in outputs if output)
        raise InputError(
            "output-unreadable",
            f"{places}: validation.json or datapackage.json is not as a build writes it "
            f"({type(error).__name__}: {error}): build the document again, or check --schemas.",
        ) from error


def read_outputs(folder: Path) -> dict[str, Output]:
    """The outputs in a folder, by document: of one, or of each folder in it that holds one.

    Raises:
        InputError: there is none, or a file cannot be read.
    """
    contents: dict[PurePosixPath, bytes] = {}
    try:
        if not folder.is_dir():
            raise InputError("output-missing", f"{folder} is no folder: check the name.")
        for place in (folder, *sorted(path for path in folder.glob("*") if path.is_dir())):
            contents |= texts_in(place, folder)
    except OSError as error:
        raise InputError(
            "output-unreadable",
            f"{error.filename} cannot be read ({error.strerror}): check its name and permissions.",
        ) from None
    except OutputError as error:
        raise InputError("output-unreadable", str(error)) from None
    return outputs_by_document(contents, str(folder), folder.resolve().name)


def read_committed(folder: Path, revision: str) -> dict[str, Output]:
    """The outputs in a folder as a commit has them, by document.

    Args:
        folder: a folder in a git repository.
        revision: name of the commit, such as HEAD.

    Raises:
        WrongUsageError: the revision cannot be one.
        InputError: git does not have it, or there is no output in it.
    """
    if revision.startswith("-"):
        raise WrongUsageError(f"{revision} is no revision: name one such as HEAD.")
    place = f"{folder} at {revision}"
    folder = folder.resolve()
    top = git_top(folder, place)
    below = "" if folder == top else folder.relative_to(top).as_posix()
    archive = git_output(top, place, "archive", "--format=tar", f"{revision}:{below}")
    contents = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as members:
        for member in members:
            file = members.extractfile(member)
            if file is not None and is_compared_file(PurePosixPath(member.name).name):
                contents[PurePosixPath(member.name)] = file.read()
    return outputs_by_document(contents, place, folder.name)


def git_top(folder: Path, place: str) -> Path:
    """The top folder of the git repository that a folder is in.

    Args:
        folder: the folder, its path resolved; it need not exist.
        place: what is read, for errors.

    Raises:
        InputError: git is missing, or the folder is in no repository.
    """
    said = git_output(folder.parent, place, "rev-parse", "--show-toplevel")
    return Path(said.decode().strip())


def git_output(folder: Path, place: str, *arguments: str) -> bytes:
    """What a git command says that runs in a folder.

    Args:
        folder: the folder.
        place: what is read, for errors.
        arguments: the command and its arguments.

    Raises:
        InputError: git is missing, or refuses.
    """
    try:
        # The git of the user, whichever that is.
        command = ["git", *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    except OSError as error:
        raise InputError(
            "git-missing", f"{place} needs git ({error.strerror}): install it, or name two folders."
        ) from None
    except subprocess.CalledProcessError as error:
        said = "; ".join(error.stderr.decode(errors="replace").splitlines())
        raise InputError(
            "git-failed",
            f"{place} cannot be read ({said}): check the revision, or name two folders.",
        ) from None
    return done.stdout


def outputs_by_document(
    contents: Mapping[PurePosixPath, bytes], place: str, name: str
) -> dict[str, Output]:
    """The outputs among some files.

    Args:
        contents: content by path below the folder.
        place: the folder, for errors.
        name: of the folder, which is that of the document where it holds one itself.
    """
    if PurePosixPath(REPORT) in contents:
        own = {path.name: content for path, content in contents.items() if len(path.parts) == 1}
        return {name: Output(place, own)}
    found = dict(documents_below(contents, place))
    if not found:
        raise InputError(
            "output-missing",
            f"{place} holds no output (no {REPORT}): build there first, or name another folder.",
        )
    return found


def documents_below(
    contents: Mapping[PurePosixPath, bytes], place: str
) -> Iterator[tuple[str, Output]]:
    """The outputs in the folders of a folder."""
    for path in contents:
        if path.name == REPORT and len(path.parts) == len(("document", REPORT)):
            folder = path.parent
            files = {p.name: content for p, content in contents.items() if p.parent == folder}
            yield folder.name, Output(f"{place}/{folder.name}", files)
